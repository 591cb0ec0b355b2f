package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document that the code knows best. */
public final class WrittenDocument {
  private WrittenDocument() {}

  /** A difference fails; with {@code -DupdateDocs=true} the file is written instead. */
  public static void check(Path file, String current) throws IOException {
    if (Boolean.getBoolean("updateDocs")) {
      Files.writeString(file, current);
    }
    assertThat(Files.readString(file))
        .as("run with -DupdateDocs=true to write %s anew", file)
        .isEqualTo(current);
  }
}
