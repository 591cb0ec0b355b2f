package io.imagesearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.regex.Pattern;

/** Where the parts of an exported collection are below its folder. */
record TransferFolder(Path root) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  /** A folder for each of so many first digits: no folder with a hundred million files. */
  private static final int DIGITS = 3;

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  Path manifest() {
    return root.resolve("manifest.json");
  }

  Path lines() {
    return root.resolve("images.jsonl");
  }

  /** The original's path below the folder, which also is its name in reports. */
  static String nameOf(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("no picture's id"); // it becomes part of a path
    }
    return "originals/" + id.substring(0, DIGITS) + "/" + id;
  }

  Path original(String id) {
    return root.resolve(nameOf(id));
  }

  /** What it is called until it is whole; what a killed run left has the same name. */
  static Path partOf(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  /** Writes a file that is there whole or not at all. */
  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Path part = partOf(file);
    try {
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
