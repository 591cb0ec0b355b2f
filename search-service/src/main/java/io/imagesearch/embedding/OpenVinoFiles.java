package io.imagesearch.embedding;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenVINO's libraries: in the jar, or in a folder that the environment names. */
final class OpenVinoFiles {
  private static final String PLATFORM =
      "linux-" + System.getProperty("os.arch", "").replace("amd64", "x86_64");
  private static final String RESOURCES = "/openvino/" + PLATFORM;

  /** Beside the libraries: their digests and names. */
  private static final String LIST = "SHA256SUMS";

  private OpenVinoFiles() {}

  /** Whether there are any for this platform. */
  static boolean areHere() {
    Path named = namedFolder();
    return named == null
        ? OpenVinoFiles.class.getResource(RESOURCES + "/" + LIST) != null
        : Files.exists(named.resolve(LIST));
  }

  /**
   * Unpacks them, where that hasn't been done.
   *
   * @param cache made when it is absent
   * @return the one that loads the others, as a file beside them
   * @throws FileNotFoundException when there are none
   */
  static Path unpack(Path cache) throws IOException {
    Path named = namedFolder();
    if (named != null) {
      return named.resolve(entrance(Files.readString(named.resolve(LIST))));
    }
    try (InputStream in = NativeFiles.open(RESOURCES + "/" + LIST)) {
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      // Each build of OpenVINO has another first library, and so a folder of its own.
      Path folder = cache.resolve("openvino-" + list.substring(0, 12) + "-" + PLATFORM);
      NativeFiles.unpack(RESOURCES, names(list), folder);
      return folder.resolve(entrance(list));
    }
  }

  private static List<String> names(String list) {
    return list.lines().map(line -> line.split("  ", 2)[1]).toList();
  }

  private static String entrance(String list) throws FileNotFoundException {
    String name = "libopenvino_c.so";
    return names(list).stream()
        .filter(each -> each.startsWith(name))
        .findFirst()
        .orElseThrow(() -> new FileNotFoundException(name));
  }

  private static @Nullable Path namedFolder() {
    String folder = System.getenv("OPENVINO_LIBRARY_PATH");
    return folder == null ? null : Path.of(folder);
  }
}
