package io.imagesearch.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of the user's that can't be read or written. */
final class LocalFileException extends Exception {
  private static final long serialVersionUID = 1L;

  LocalFileException(Path file, IOException cause) {
    super(file + ": " + reasonOf(cause), cause);
  }

  /** Java's own messages of these two are the bare path. */
  static String reasonOf(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
