package io.imagesearch;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Hundreds of real photographs: Debian's tuxpaint-stamps-default, found through {@code dev/stamps},
 * composited on white. They are GPL-2 and never part of the repository.
 */
public final class Photographs {
  private static final List<String> FORMATS =
      List.of("jpg", "jpg", "png", "jpg", "bmp", "jpg", "gif");

  private Photographs() {}

  /** A photograph as a file. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Photograph(String fileName, byte[] bytes) {}

  /** Different pictures in several formats; the same ones at every call. */
  public static List<Photograph> take(int count) {
    List<Photograph> taken = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Path file : files()) {
      if (taken.size() == count) {
        return taken;
      }
      BufferedImage picture = onWhite(file);
      int[] pixels =
          picture.getRGB(
              0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
      if (Math.min(picture.getWidth(), picture.getHeight()) >= 32
          && seen.add(Arrays.hashCode(pixels))) {
        String format = FORMATS.get(taken.size() % FORMATS.size());
        String name = "%03d-%s".formatted(taken.size(), file.getFileName());
        taken.add(new Photograph(name.replace(".png", "." + format), encode(picture, format)));
      }
    }
    throw new IllegalStateException("only " + taken.size() + " photographs of " + count);
  }

  static byte[] encode(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static List<Path> files() {
    @Nullable String folder = System.getenv("IMAGE_SEARCH_STAMPS");
    assumeThat(folder)
        .as("IMAGE_SEARCH_STAMPS names the photographs' folder; `make test` sets it by dev/stamps")
        .isNotNull();
    try (Stream<Path> files = Files.walk(Path.of(String.valueOf(folder)))) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage onWhite(Path file) {
    try {
      BufferedImage stamp = ImageIO.read(file.toFile());
      BufferedImage photograph =
          new BufferedImage(stamp.getWidth(), stamp.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D canvas = photograph.createGraphics();
      canvas.drawImage(stamp, 0, 0, Color.WHITE, null);
      canvas.dispose();
      return photograph;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
