package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Small JPEGs for lists of results. */
@SuppressWarnings("restricted") // Native access is what this class is for.
public final class Thumbnails {
  private static final int LONGEST_SIDE = 320;
  private static final int QUALITY = 80;

  /** A baseline JPEG, at most 320 pixels on its longest side; never enlarged. */
  public byte[] jpeg(Pixels pixels) {
    try (Arena arena = Arena.ofConfined();
        var pix = Pix.of(shrunk(pixels))) {
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment size = arena.allocate(JAVA_LONG);
      int failed =
          (int) Natives.PIX_WRITE_MEM_JPEG.invokeExact(data, size, pix.pointer(), QUALITY, 0);
      if (failed != 0) {
        throw new IllegalStateException("a thumbnail could not be written");
      }
      MemorySegment bytes = data.get(ADDRESS, 0);
      byte[] jpeg = bytes.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
      Natives.LEPT_FREE.invokeExact(bytes);
      return jpeg;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Natives.failed(e);
    }
  }

  private static Pixels shrunk(Pixels pixels) {
    Pixels small = pixels;
    while (longest(small) >= 2 * LONGEST_SIDE && Math.min(small.width(), small.height()) > 1) {
      small = halved(small);
    }
    int longest = longest(small);
    return longest <= LONGEST_SIDE
        ? small
        : resized(small, shrunk(small.width(), longest), shrunk(small.height(), longest));
  }

  private static int longest(Pixels pixels) {
    return Math.max(pixels.width(), pixels.height());
  }

  private static int shrunk(int side, int longest) {
    return Math.max(1, Math.round((float) side * LONGEST_SIDE / longest));
  }

  /**
   * The mean of each four pixels; a last odd column or row is left out. An eye sees no difference
   * to the resampler, which takes several times as long.
   */
  private static Pixels halved(Pixels pixels) {
    int width = pixels.width() / 2;
    int height = pixels.height() / 2;
    byte[] rgb = new byte[3 * width * height];
    int stride = 3 * pixels.width();
    for (int y = 0; y < height; y++) {
      meanOfRows(pixels.rgb(), 2 * y * stride, stride, rgb, 3 * width * y, width);
    }
    return new Pixels(width, height, rgb);
  }

  private static void meanOfRows(
      byte[] from, int start, int stride, byte[] to, int target, int width) {
    int up = start;
    int at = target;
    for (int x = 0; x < width; x++, up += 6, at += 3) {
      int down = up + stride;
      to[at] = mean(from[up], from[up + 3], from[down], from[down + 3]);
      to[at + 1] = mean(from[up + 1], from[up + 4], from[down + 1], from[down + 4]);
      to[at + 2] = mean(from[up + 2], from[up + 5], from[down + 2], from[down + 5]);
    }
  }

  /** Of samples from 0 to 255, rounded. */
  private static byte mean(byte a, byte b, byte c, byte d) {
    return (byte) (((a & 0xff) + (b & 0xff) + (c & 0xff) + (d & 0xff) + 2) >> 2);
  }

  private static Pixels resized(Pixels pixels, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    int[] planes = new int[3 * width];
    try (var resampler =
        new Resampler(pixels, whole(pixels.width(), width), whole(pixels.height(), height))) {
      for (int y = 0, at = 0; y < height; y++) {
        resampler.row(y, planes);
        for (int x = 0; x < width; x++, at += 3) {
          rgb[at] = (byte) planes[x];
          rgb[at + 1] = (byte) planes[width + x];
          rgb[at + 2] = (byte) planes[2 * width + x];
        }
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static Weights whole(int side, int target) {
    return Weights.of(Interpolation.BILINEAR, side, 0, side, target, 0, target);
  }
}
