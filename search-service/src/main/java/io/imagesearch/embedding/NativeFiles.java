package io.imagesearch.embedding;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Native libraries of the class path as files, unpacked once and kept between starts. */
final class NativeFiles {
  private NativeFiles() {}

  /**
   * Unpacks those that aren't there yet.
   *
   * @param resources the folder that they have on the class path
   * @param folder made when it is absent
   * @throws FileNotFoundException when the class path has none of that name
   */
  static void unpack(String resources, List<String> names, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      Path file = folder.resolve(name);
      if (!Files.exists(file)) {
        // Whole or not there, also when several processes start at once.
        Path part = Files.createTempFile(folder, name, ".part");
        try (InputStream in = open(resources + "/" + name)) {
          Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  /** As the class path has it; the caller closes it. */
  static InputStream open(String resource) throws FileNotFoundException {
    InputStream in = NativeFiles.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(resource);
    }
    return in;
  }
}
