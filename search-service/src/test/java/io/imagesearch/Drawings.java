package io.imagesearch;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pictures that differ by a number, for tests that need many and care for no motif. */
final class Drawings {
  private Drawings() {}

  static byte[] png(int number) {
    BufferedImage picture = BrokenFiles.picture(64, 64);
    picture.setRGB(1, 1, number);
    return Photographs.encode(picture, "png");
  }

  /** An archive with one picture. */
  static byte[] zip(int number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("drawing-" + number + ".png"));
      zip.write(png(number));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
