package io.imagesearch.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Finds where a format keeps its width and height, and writes others there. */
final class Dimensions {
  private static final int[] SIDES = {
    0, 1, 7, 8, 9, 16, 255, 256, 1000, 1920, 4000, 4001, 8192, 16_383, 16_384, 32_767, 65_535
  };

  private Dimensions() {}

  static byte[] edit(byte[] bytes, Random random) {
    if (bytes.length < 40) {
      return bytes;
    }
    int width = side(random);
    int height = side(random);
    switch (bytes[0] & 0xff) {
      case 0x89 -> ints(bytes, ByteOrder.BIG_ENDIAN, 16, width, height);
      case 'B' -> ints(bytes, ByteOrder.LITTLE_ENDIAN, 18, width, height);
      case 'G' -> gif(bytes, random, width, height);
      case 'R' -> webp(bytes, width, height);
      case 0xff -> jpeg(bytes, width, height);
      case 'I' -> tiff(bytes, ByteOrder.LITTLE_ENDIAN, width, height);
      case 'M' -> tiff(bytes, ByteOrder.BIG_ENDIAN, width, height);
      default -> bytes[random.nextInt(bytes.length)] ^= 1;
    }
    return bytes;
  }

  private static int side(Random random) {
    return random.nextInt(4) == 0 ? random.nextInt(5000) : SIDES[random.nextInt(SIDES.length)];
  }

  private static void ints(byte[] bytes, ByteOrder order, int at, int width, int height) {
    ByteBuffer.wrap(bytes).order(order).putInt(at, width).putInt(at + 4, height);
  }

  private static void shorts(byte[] bytes, ByteOrder order, int at, int first, int second) {
    ByteBuffer.wrap(bytes)
        .order(order)
        .putShort(at, (short) first)
        .putShort(at + 2, (short) second);
  }

  /** Of the screen, or of the first frame wherever that is. */
  private static void gif(byte[] bytes, Random random, int width, int height) {
    if (random.nextBoolean()) {
      shorts(bytes, ByteOrder.LITTLE_ENDIAN, 6, width, height);
      return;
    }
    for (int i = 13; i + 9 < bytes.length; i++) {
      if (bytes[i] == 0x2c) {
        shorts(bytes, ByteOrder.LITTLE_ENDIAN, i + 5, width, height);
        return;
      }
    }
  }

  private static void webp(byte[] bytes, int width, int height) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (bytes[15]) {
      case 'X' -> {
        data.putInt(24, Math.max(0, width - 1) | height << 24);
        data.putShort(28, (short) (height >> 8));
      }
      case 'L' -> data.putInt(21, (width & 0x3fff) | (height & 0x3fff) << 14);
      default -> shorts(bytes, ByteOrder.LITTLE_ENDIAN, 26, width, height);
    }
  }

  private static void jpeg(byte[] bytes, int width, int height) {
    for (int i = 2; i + 9 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xff && (bytes[i + 1] & 0xfc) == 0xc0) {
        shorts(bytes, ByteOrder.BIG_ENDIAN, i + 5, height, width);
        return;
      }
    }
  }

  private static void tiff(byte[] bytes, ByteOrder order, int width, int height) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(order);
    int directory = data.getInt(4);
    if (directory < 8 || directory > bytes.length - 2) {
      return;
    }
    int entries = data.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry < 0 || entry + 12 > bytes.length) {
        return;
      }
      int tag = data.getShort(entry);
      if (tag == 256 || tag == 257) {
        data.putShort(entry + 2, (short) 4);
        data.putInt(entry + 8, tag == 256 ? width : height);
      }
    }
  }
}
