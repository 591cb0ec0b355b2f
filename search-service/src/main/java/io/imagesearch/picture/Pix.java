package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Leptonica's picture: rows of 32-bit words, the leftmost pixel in a word's highest bits. */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class Pix implements AutoCloseable {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment pointer;

  Pix(MemorySegment pointer) {
    this.pointer = pointer;
  }

  static Pix of(Pixels pixels) throws Throwable {
    int width = pixels.width();
    var pix = new Pix((MemorySegment) Natives.PIX_CREATE.invokeExact(width, pixels.height(), 32));
    if (pix.pointer.address() == 0) {
      throw new OutOfMemoryError("no native memory for a thumbnail");
    }
    byte[] rgb = pixels.rgb();
    int[] row = new int[width];
    MemorySegment words = pix.words(width, pixels.height());
    for (int y = 0, at = 0; y < pixels.height(); y++) {
      for (int x = 0; x < width; x++, at += 3) {
        row[x] = (rgb[at] & 0xff) << 24 | (rgb[at + 1] & 0xff) << 16 | (rgb[at + 2] & 0xff) << 8;
      }
      MemorySegment.copy(row, 0, words, JAVA_INT, 4L * y * width, width);
    }
    return pix;
  }

  MemorySegment pointer() {
    return pointer;
  }

  Pixels pixels() throws Throwable {
    int width = (int) Natives.PIX_WIDTH.invokeExact(pointer);
    int height = (int) Natives.PIX_HEIGHT.invokeExact(pointer);
    int wordsPerLine = (int) Natives.PIX_WORDS_PER_LINE.invokeExact(pointer);
    boolean colour = (int) Natives.PIX_DEPTH.invokeExact(pointer) == 32;
    MemorySegment words = words(wordsPerLine, height);
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[wordsPerLine];
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(words, JAVA_INT, 4L * y * wordsPerLine, row, 0, wordsPerLine);
      if (colour) {
        colourRow(row, rgb, 3 * y * width, width);
      } else {
        greyRow(row, rgb, 3 * y * width, width);
      }
    }
    return new Pixels(width, height, rgb);
  }

  /** Four pixels at a time: three words where it would be twelve bytes. */
  private static void colourRow(int[] row, byte[] rgb, int start, int width) {
    int x = 0;
    int at = start;
    for (; x + 4 <= width; x += 4, at += 12) {
      int a = Integer.reverseBytes(row[x]);
      int b = Integer.reverseBytes(row[x + 1]);
      int c = Integer.reverseBytes(row[x + 2]);
      int d = Integer.reverseBytes(row[x + 3]);
      WORDS.set(rgb, at, (a & 0xffffff) | (b << 24));
      WORDS.set(rgb, at + 4, ((b >>> 8) & 0xffff) | (c << 16));
      WORDS.set(rgb, at + 8, ((c >>> 16) & 0xff) | (d << 8));
    }
    for (; x < width; x++, at += 3) {
      int word = row[x];
      rgb[at] = (byte) (word >>> 24);
      rgb[at + 1] = (byte) (word >>> 16);
      rgb[at + 2] = (byte) (word >>> 8);
    }
  }

  private static void greyRow(int[] row, byte[] rgb, int start, int width) {
    for (int x = 0, at = start; x < width; x++, at += 3) {
      byte grey = (byte) (row[x >> 2] >>> (24 - 8 * (x & 3)));
      rgb[at] = grey;
      rgb[at + 1] = grey;
      rgb[at + 2] = grey;
    }
  }

  private MemorySegment words(int wordsPerLine, int height) throws Throwable {
    var data = (MemorySegment) Natives.PIX_DATA.invokeExact(pointer);
    return data.reinterpret(4L * wordsPerLine * height);
  }

  @Override
  public void close() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment reference = arena.allocateFrom(ADDRESS, pointer);
      Natives.PIX_DESTROY.invokeExact(reference);
    } catch (Throwable e) {
      throw Natives.failed(e);
    }
  }
}
