package io.imagesearch.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** Damages pictures the way that disks, networks and attackers do; the same seed does the same. */
final class Mutations {
  private static final int HEADER = 256;
  private static final long[] TELLING = {
    0,
    1,
    2,
    7,
    8,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x3fff,
    0x4000,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0xffffff,
    0x7fffffff,
    0x80000000L,
    0xfffffffeL,
    0xffffffffL
  };

  private final Random random;
  private final List<byte[]> others;

  /**
   * Mutations.
   *
   * @param others pictures that parts may be taken from
   */
  Mutations(long seed, List<byte[]> others) {
    this.random = new Random(seed);
    this.others = others;
  }

  /** One to four mutations, one after the other. */
  byte[] of(byte[] picture) {
    byte[] changed = picture.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      changed = mutate(changed);
    }
    // Without this a checksum stops most of them at the door.
    return isPng(changed) && random.nextInt(4) > 0 ? withChecksums(changed) : changed;
  }

  private byte[] mutate(byte[] bytes) {
    return switch (random.nextInt(10)) {
      case 0 -> flipBits(bytes);
      case 1 -> overwrite(bytes);
      case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 3 -> splice(bytes, others.get(random.nextInt(others.size())));
      case 4 -> concatenate(bytes, others.get(random.nextInt(others.size())));
      case 5, 6 -> telling(bytes);
      case 7 -> repeat(bytes);
      case 8 -> remove(bytes);
      default -> Dimensions.edit(bytes, random);
    };
  }

  private byte[] flipBits(byte[] bytes) {
    for (int i = random.nextInt(16); i >= 0; i--) {
      bytes[place(bytes)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] overwrite(byte[] bytes) {
    int from = place(bytes);
    byte[] noise = new byte[Math.min(1 + random.nextInt(64), bytes.length - from)];
    random.nextBytes(noise);
    System.arraycopy(noise, 0, bytes, from, noise.length);
    return bytes;
  }

  /** Lengths, counts, offsets and sizes are such numbers, in either order of bytes. */
  private byte[] telling(byte[] bytes) {
    long value = TELLING[random.nextInt(TELLING.length)];
    if (random.nextInt(4) == 0) {
      value = bytes.length + random.nextInt(9) - 4L;
    }
    ByteBuffer target =
        ByteBuffer.wrap(bytes)
            .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int place = place(bytes);
    if (random.nextBoolean() && place + Integer.BYTES <= bytes.length) {
      target.putInt(place, (int) value);
    } else if (place + Short.BYTES <= bytes.length) {
      target.putShort(place, (short) value);
    }
    return bytes;
  }

  private byte[] splice(byte[] head, byte[] tail) {
    int keep = random.nextInt(head.length + 1);
    int from = Math.min(tail.length, random.nextBoolean() ? keep : random.nextInt(tail.length + 1));
    return concatenate(Arrays.copyOf(head, keep), Arrays.copyOfRange(tail, from, tail.length));
  }

  private byte[] repeat(byte[] bytes) {
    int from = place(bytes);
    int length = Math.min(1 + random.nextInt(4096), bytes.length - from);
    byte[] part = Arrays.copyOfRange(bytes, from, from + length);
    byte[] longer = Arrays.copyOf(bytes, from + length);
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      longer = concatenate(longer, part);
    }
    return concatenate(longer, Arrays.copyOfRange(bytes, from + length, bytes.length));
  }

  private byte[] remove(byte[] bytes) {
    int from = place(bytes);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(1024));
    return concatenate(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private static byte[] concatenate(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Most of what can go wrong is in the headers. */
  private int place(byte[] bytes) {
    return random.nextInt(random.nextBoolean() ? Math.min(HEADER, bytes.length) : bytes.length);
  }

  private static boolean isPng(byte[] bytes) {
    return bytes.length > 8 && bytes[0] == (byte) 0x89 && bytes[1] == 'P';
  }

  private static byte[] withChecksums(byte[] png) {
    ByteBuffer chunks = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length) {
      int length = chunks.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, length + 4);
      chunks.putInt(at + 8 + length, (int) crc.getValue());
      at += length + 12;
    }
    return png;
  }
}
