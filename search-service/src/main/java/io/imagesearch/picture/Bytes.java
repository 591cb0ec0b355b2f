package io.imagesearch.picture;

import io.imagesearch.picture.PictureException.Reason;
import java.nio.charset.StandardCharsets;

/** Reads numbers from untrusted bytes; a read past the end says that the picture is cut short. */
final class Bytes {
  private final byte[] array;
  private final int start;
  private final int length;

  Bytes(byte[] array) {
    this(array, 0, array.length);
  }

  private Bytes(byte[] array, int start, int length) {
    this.array = array;
    this.start = start;
    this.length = length;
  }

  static PictureException corrupt(String message) {
    return new PictureException(Reason.CORRUPT, message);
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  Bytes slice(long from, long size) throws PictureException {
    require(from, size);
    return new Bytes(array, start + (int) from, (int) size);
  }

  /** Fails unless these bytes are there. */
  void require(long from, long size) throws PictureException {
    if (from < 0 || size < 0 || from > length - size) {
      throw corrupt("the picture is cut short: its data ends after " + length + " bytes");
    }
  }

  int u8(long at) throws PictureException {
    require(at, 1);
    return array[start + (int) at] & 0xff;
  }

  int u16be(long at) throws PictureException {
    return u8(at) << 8 | u8(at + 1);
  }

  int u16le(long at) throws PictureException {
    return u8(at) | u8(at + 1) << 8;
  }

  int u24le(long at) throws PictureException {
    return u16le(at) | u8(at + 2) << 16;
  }

  long u32be(long at) throws PictureException {
    return (long) u16be(at) << 16 | u16be(at + 2);
  }

  long u32le(long at) throws PictureException {
    return u16le(at) | (long) u16le(at + 2) << 16;
  }

  boolean startsWith(String latin1) {
    return hasAt(0, latin1);
  }

  boolean hasAt(long at, String latin1) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    if (at < 0 || at > length - wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (array[start + (int) at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
