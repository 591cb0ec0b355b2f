package io.imagesearch.picture;

/** The colour indices of one GIF frame, out of its LZW codes. */
final class GifData {
  private static final int MAX_CODES = 4096;

  private final Bytes bytes;
  private final int clear;
  private final int firstSize;
  private final int[] prefix = new int[MAX_CODES];
  private final byte[] suffix = new byte[MAX_CODES];
  private final byte[] stack = new byte[MAX_CODES + 1];

  private int position;
  private int blockLeft;
  private int bits;
  private int bitCount;
  private int codeSize;
  private int codes;
  private int previous = -1;
  private byte first;
  private int waiting;

  GifData(Bytes bytes, int start) throws PictureException {
    this.bytes = bytes;
    int minimum = bytes.u8(start);
    if (minimum < 1 || minimum > 11) {
      throw damaged();
    }
    position = start + 1;
    clear = 1 << minimum;
    firstSize = minimum + 1;
    for (int i = 0; i < clear; i++) {
      suffix[i] = (byte) i;
    }
    reset();
  }

  /** Fills the row; fails when the data ends before that. */
  void read(byte[] row) throws PictureException {
    int filled = 0;
    while (filled < row.length) {
      if (waiting == 0) {
        expand(nextCode());
      }
      while (waiting > 0 && filled < row.length) {
        row[filled++] = stack[--waiting];
      }
    }
  }

  private void reset() {
    codeSize = firstSize;
    codes = clear + 2;
    previous = -1;
  }

  /** Puts what a code stands for on the stack, last index first. */
  private void expand(int code) throws PictureException {
    if (code == clear) {
      reset();
      return;
    }
    if (code == clear + 1 || code > codes || (previous < 0 && code > clear)) {
      throw damaged();
    }
    int walk = code;
    if (code == codes) {
      // The one code that is used before it is known: the previous string and its own first index.
      if (codes == MAX_CODES) {
        throw damaged();
      }
      stack[waiting++] = first;
      walk = previous;
    }
    while (walk > clear) {
      stack[waiting++] = suffix[walk];
      walk = prefix[walk];
    }
    first = suffix[walk];
    stack[waiting++] = first;
    if (previous >= 0 && codes < MAX_CODES) {
      prefix[codes] = previous;
      suffix[codes] = first;
      codes++;
      if (codes == 1 << codeSize && codeSize < 12) {
        codeSize++;
      }
    }
    previous = code;
  }

  private int nextCode() throws PictureException {
    while (bitCount < codeSize) {
      if (blockLeft == 0) {
        blockLeft = bytes.u8(position++);
        if (blockLeft == 0) {
          throw damaged();
        }
      }
      bits |= bytes.u8(position++) << bitCount;
      blockLeft--;
      bitCount += 8;
    }
    int code = bits & (1 << codeSize) - 1;
    bits >>>= codeSize;
    bitCount -= codeSize;
    return code;
  }

  private static PictureException damaged() {
    return Bytes.corrupt("the GIF's image data is damaged");
  }
}
