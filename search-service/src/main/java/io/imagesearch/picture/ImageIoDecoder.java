package io.imagesearch.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Rare formats, in memory-safe Java. */
final class ImageIoDecoder {

  private ImageIoDecoder() {}

  static Pixels bmp(Bytes bytes) throws PictureException {
    return decode(bytes, ImageIO.getImageReadersByFormatName("bmp").next(), "BMP");
  }

  static Pixels tiff(Bytes bytes) throws PictureException {
    // By its class: a plug-in inside a nested jar is not always found by ImageIO's own search.
    return decode(bytes, new TIFFImageReaderSpi().createReaderInstance(null), "TIFF");
  }

  private static Pixels decode(Bytes bytes, ImageReader reader, String format)
      throws PictureException {
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes.array()))) {
      reader.setInput(in, true, true);
      return pixels(reader.read(0));
    } catch (IOException | RuntimeException e) {
      // Readers meet damage with whatever their arithmetic runs into.
      throw new PictureException(
          PictureException.Reason.CORRUPT, "the " + format + " can't be decoded", e);
    } finally {
      reader.dispose();
    }
  }

  private static Pixels pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    if (isGrey(image)) {
      greyRows(image, rgb);
      return new Pixels(width, height, rgb);
    }
    int[] row = new int[width];
    for (int y = 0, at = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++, at += 3) {
        int argb = row[x];
        int alpha = argb >>> 24;
        rgb[at] = AlphaOnWhite.over(argb >> 16 & 0xff, alpha);
        rgb[at + 1] = AlphaOnWhite.over(argb >> 8 & 0xff, alpha);
        rgb[at + 2] = AlphaOnWhite.over(argb & 0xff, alpha);
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static boolean isGrey(BufferedImage image) {
    int type = image.getRaster().getTransferType();
    return image.getColorModel().getNumComponents() == 1
        && !(image.getColorModel() instanceof java.awt.image.IndexColorModel)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  /** {@code getRGB} would take grey samples for linear light and brighten them. */
  private static void greyRows(BufferedImage image, byte[] rgb) {
    int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8);
    int[] row = new int[image.getWidth()];
    for (int y = 0, at = 0; y < image.getHeight(); y++) {
      image.getRaster().getSamples(0, y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++, at += 3) {
        byte grey = (byte) (row[x] >> shift);
        rgb[at] = grey;
        rgb[at + 1] = grey;
        rgb[at + 2] = grey;
      }
    }
  }
}
