package io.imagesearch.page;

import io.imagesearch.Client;
import io.imagesearch.Client.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sample pictures, as the browser tests' services hold them. */
final class Samples {
  static final Path SAMPLES = Path.of("../examples/images");
  static final Path SHOE = SAMPLES.resolve("shoes/running-shoe.jpg");

  private Samples() {}

  /** Uploads all samples: shoes are ann's, everything else bob's; each knows its group. */
  static int fill(Client client) {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return (int)
          files.filter(Files::isRegularFile).sorted().peek(file -> add(client, file)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Client client, Path file) {
    String group = SAMPLES.relativize(file).getName(0).toString();
    try {
      client.post(
          "/api/v1/images",
          new Form()
              .file("file", file.getFileName().toString(), Files.readAllBytes(file))
              .field("uploader", group.equals("shoes") ? "ann" : "bob")
              .field("attributes", "{\"group\": \"" + group + "\"}"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
