package io.imagesearch.fetch;

import io.imagesearch.fetch.FetchException.Reason;
import io.imagesearch.picture.PictureLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a picture: each hop is resolved once, checked, and connected to by what was checked. */
final class UrlFetcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UrlFetcher.class);
  private static final int MAX_REDIRECTS = 3;
  private static final int MAX_ADDRESSES = 4;
  private static final Pattern PICTURE_TYPE =
      Pattern.compile("(?i)\\s*(image/|application/octet-stream\\b).*");

  private final FetchProperties properties;
  private final AddressRules rules;
  private final NameResolver names;
  private final SSLContext tls;
  private final PictureLimits limits;
  private final Path folder;
  private final ThreadPoolExecutor workers;

  UrlFetcher(
      FetchProperties properties,
      NameResolver names,
      SSLContext tls,
      PictureLimits limits,
      Path folder) {
    this.properties = properties;
    this.rules = properties.rules();
    this.names = names;
    this.tls = tls;
    this.limits = limits;
    this.folder = folder;
    // Threads of the platform: a name service that hangs holds one of these and no other.
    this.workers =
        new ThreadPoolExecutor(
            0,
            properties.concurrency(),
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("fetch-", 0).daemon().factory());
  }

  FetchedPicture fetch(String address) throws FetchException, IOException, InterruptedException {
    PictureUrl url = PictureUrl.parse(address, properties.ports());
    FetchedPicture picture = FetchedPicture.empty(folder, url.fileName());
    boolean whole = false;
    try {
      fetchInTime(url, picture);
      whole = true;
      return picture;
    } finally {
      if (!whole) {
        picture.close();
      }
    }
  }

  private void fetchInTime(PictureUrl url, FetchedPicture picture)
      throws FetchException, IOException, InterruptedException {
    PinnedRequest request = new PinnedRequest(tls, properties.connectTimeout());
    try {
      Future<?> done =
          workers.submit(() -> {
            follow(url, request, picture);
            return null;
          });
      done.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new FetchException(
          Reason.BUSY, "As many pictures are being fetched as this service takes at once.");
    } catch (TimeoutException e) {
      throw new FetchException(
          Reason.TOO_SLOW,
          "The picture was not here within " + properties.timeout().toSeconds() + " seconds.");
    } catch (ExecutionException e) {
      throw failureOf(e.getCause());
    } finally {
      request.cut();
    }
  }

  private static FetchException failureOf(@Nullable Throwable cause) {
    if (cause instanceof FetchException e) {
      return e;
    }
    if (cause instanceof IOException e) {
      log.atDebug().setCause(e).log("A picture could not be fetched");
      return new FetchException(
          Reason.UNREACHABLE, "The address could not be reached, or its answer broke off.", e);
    }
    throw new IllegalStateException("a fetch ended without a result", cause);
  }

  private void follow(PictureUrl first, PinnedRequest request, FetchedPicture picture)
      throws FetchException, IOException {
    PictureUrl url = first;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Optional<String> location =
          request.get(url, addresses(url), response -> read(response, picture));
      if (location.isEmpty()) {
        return;
      }
      url = url.redirected(location.get(), properties.ports());
    }
    throw new FetchException(
        Reason.UNREACHABLE, "The address redirects more than " + MAX_REDIRECTS + " times.");
  }

  /** One that is refused refuses them all: what has both kinds is a trick. */
  private List<InetAddress> addresses(PictureUrl url) throws FetchException {
    try {
      List<InetAddress> addresses =
          url.literal().isPresent() ? List.of(url.literal().get()) : names.resolve(url.host());
      if (addresses.isEmpty() || !addresses.stream().allMatch(rules::permit)) {
        throw FetchException.notAllowed();
      }
      return addresses.stream().limit(MAX_ADDRESSES).toList();
    } catch (UnknownHostException e) {
      throw FetchException.notAllowed();
    }
  }

  /** The address that it redirects to; empty when the picture was read. */
  private Optional<String> read(ClassicHttpResponse response, FetchedPicture picture)
      throws IOException, FetchException {
    int status = response.getCode();
    Header location = response.getFirstHeader(HttpHeaders.LOCATION);
    if (isRedirect(status) && location != null) {
      return Optional.of(location.getValue());
    }
    HttpEntity body = response.getEntity();
    if (status != HttpStatus.SC_OK || body == null) {
      throw new FetchException(
          Reason.UNREACHABLE, "The address answered with status " + status + " and no picture.");
    }
    String type = body.getContentType();
    if (type == null || !PICTURE_TYPE.matcher(type).matches()) {
      throw new FetchException(
          Reason.NOT_A_PICTURE, "The address answered with a content type that is no picture's.");
    }
    if (body.getContentEncoding() != null
        && !body.getContentEncoding().equalsIgnoreCase("identity")) {
      throw new FetchException(
          Reason.NOT_A_PICTURE, "The address answered with a compressed body.");
    }
    copy(body, picture);
    return Optional.empty();
  }

  private void copy(HttpEntity body, FetchedPicture picture) throws IOException, FetchException {
    if (body.getContentLength() > limits.maxBytes()) {
      throw tooLarge();
    }
    byte[] buffer = new byte[1 << 14];
    long copied = 0;
    InputStream in = body.getContent(); // ends with its connection
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      copied += read;
      if (copied > limits.maxBytes()) {
        throw tooLarge();
      }
      picture.append(buffer, read);
    }
  }

  private FetchException tooLarge() {
    return new FetchException(
        Reason.TOO_LARGE, "The picture has more than " + limits.maxBytes() + " bytes.");
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
