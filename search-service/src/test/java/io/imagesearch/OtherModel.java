package io.imagesearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A second model that costs nothing to make: the bundled network over pictures that are cut and
 * normalised otherwise, so that its vectors are others.
 */
final class OtherModel {
  private static final Path BUNDLED = Path.of("../models/efficientnet-lite0");

  private OtherModel() {}

  /** Makes its folder. */
  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(BUNDLED)) {
      for (Path file :
          files.filter(each -> each.toString().matches(".*\\.(pt|onnx|zip)")).toList()) {
        Files.createSymbolicLink(folder.resolve(file.getFileName()), file.toRealPath());
      }
    }
    String manifest =
        Files.readString(BUNDLED.resolve("model.json"))
            .replace("\"version\": \"1\"", "\"version\": \"2\"")
            .replace("\"resize\": 256", "\"resize\": 320")
            .replace("0.498", "0.3");
    Files.writeString(folder.resolve("model.json"), manifest);
    return folder.toRealPath();
  }
}
