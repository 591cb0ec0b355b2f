package io.imagesearch.fetch;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Adds the picture that a request names by its address to those that it carries. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Component
public class UrlPictures {
  private final FetchProperties properties;
  private final UrlFetcher fetcher;

  UrlPictures(FetchProperties properties, UrlFetcher fetcher) {
    this.properties = properties;
    this.fetcher = fetcher;
  }

  /** A request's pictures, wherever they came from; to be closed when they are done with. */
  public record Pictures(List<MultipartFile> files) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      for (MultipartFile file : files) {
        if (file instanceof FetchedPicture fetched) {
          fetched.close();
        }
      }
    }
  }

  /**
   * The files, and after them the picture at the address, if there is one.
   *
   * @throws FetchException when the picture can't be had
   */
  public Pictures with(@Nullable List<MultipartFile> files, @Nullable String url)
      throws FetchException, IOException, InterruptedException {
    List<MultipartFile> carried = files == null ? List.of() : files;
    if (url == null) {
      return new Pictures(carried);
    }
    if (!properties.enabled()) {
      throw new FetchException(
          FetchException.Reason.DISABLED, "This service does not fetch pictures from addresses.");
    }
    MultipartFile fetched = fetcher.fetch(url);
    return new Pictures(Stream.concat(carried.stream(), Stream.of(fetched)).toList());
  }
}
