package io.imagesearch.cli;

import io.imagesearch.evaluation.LabelledPicture;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Has the service embed pictures whose classes are known, and keeps what it answers. Each has a
 * request of its own: the service makes batches of those that come side by side, and of a request
 * with a broken picture it would refuse the others, too.
 */
final class PictureEmbedding {
  private final Service service;
  private final SizeLimit limit;
  private final List<LabelledPicture> embedded = Collections.synchronizedList(new ArrayList<>());

  PictureEmbedding(Service service, SizeLimit limit) {
    this.service = service;
    this.limit = limit;
  }

  Item of(String name, String label, Path file) {
    return new Embed(this, name, label, file);
  }

  /** In the order of their names, however they came. */
  List<LabelledPicture> embedded() {
    return embedded.stream().sorted(Comparator.comparing(LabelledPicture::name)).toList();
  }

  private Outcome embed(Embed item) throws ServiceException, InterruptedException {
    try {
      Optional<Problem> excess = limit.excess(Files.size(item.file()));
      if (excess.isPresent()) {
        return new Outcome.Skipped(item.name(), excess.get());
      }
      byte[] bytes = Files.readAllBytes(item.file());
      String id = FileDigest.of(bytes);
      embedded.add(LabelledPicture.of(item.name(), item.label(), id, vector(bytes)));
      return new Outcome.Embedded(item.name(), id);
    } catch (IOException e) {
      return new Outcome.Skipped(
          item.name(), Problem.local("unreadable", LocalFileException.reasonOf(e)));
    } catch (IllegalArgumentException e) {
      throw Unreachable.stranger(service.base(), e);
    }
  }

  private byte[] vector(byte[] picture) throws ServiceException, InterruptedException {
    Json data = service.embeddings(body(picture)).json().at("data");
    String base64 =
        data.elements().stream().map(each -> each.at("embedding").text("")).findFirst().orElse("");
    return Base64.getDecoder().decode(base64);
  }

  /** Its length is known, by which the service reckons the memory that it takes. */
  private static BodyPublisher body(byte[] picture) {
    return BodyPublishers.concat(
        BodyPublishers.ofString("{\"encoding_format\":\"base64\",\"input\":\""),
        BodyPublishers.ofByteArray(Base64.getEncoder().encode(picture)),
        BodyPublishers.ofString("\"}"));
  }

  private record Embed(PictureEmbedding by, String name, String label, Path file) implements Item {
    @Override
    public Outcome bring() throws ServiceException, InterruptedException {
      return by.embed(this);
    }
  }
}
