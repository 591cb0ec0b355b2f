package io.imagesearch.picture;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * PNG with 16 bits per sample, which are rare. The high byte of each is taken, as Pillow does;
 * libpng's simplified API would round, and a step of one is visible in the embeddings.
 */
final class DeepPngDecoder {

  private DeepPngDecoder() {}

  static Pixels decode(Bytes bytes, PngStructure png) throws PictureException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(needed(bytes, png)))) {
      reader.setInput(in, true, true);
      return pixels(reader.read(0).getRaster(), png.transparentSamples());
    } catch (IOException | RuntimeException e) {
      throw new PictureException(
          PictureException.Reason.CORRUPT, "the PNG's image data is damaged", e);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] needed(Bytes bytes, PngStructure png) {
    var out = new ByteArrayOutputStream(bytes.length());
    for (Slice slice : png.needed()) {
      out.write(bytes.array(), slice.from(), slice.length());
    }
    return out.toByteArray();
  }

  private static Pixels pixels(Raster raster, int[] transparent) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    int colours = bands < 3 ? 1 : 3;
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[bands * width];
    for (int y = 0, at = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int from = 0; from < row.length; from += bands, at += 3) {
        int alpha = bands > colours ? row[from + colours] >> 8 : 255;
        if (isTransparent(row, from, transparent)) {
          alpha = 0;
        }
        for (int channel = 0; channel < 3; channel++) {
          int colour = row[from + Math.min(channel, colours - 1)] >> 8;
          rgb[at + channel] = AlphaOnWhite.over(colour, alpha);
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static boolean isTransparent(int[] row, int from, int[] transparent) {
    for (int i = 0; i < transparent.length; i++) {
      if (row[from + i] != transparent[i]) {
        return false;
      }
    }
    return transparent.length > 0;
  }
}
