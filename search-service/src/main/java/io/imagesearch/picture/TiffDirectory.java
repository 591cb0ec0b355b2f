package io.imagesearch.picture;

/** The entries of a TIFF's first page. */
final class TiffDirectory {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTE_COUNTS = 279;
  static final int PLANAR_CONFIGURATION = 284;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;

  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final Bytes bytes;
  private final boolean little;
  private final long start;
  private final int entries;

  private TiffDirectory(Bytes bytes, boolean little, long start, int entries) {
    this.bytes = bytes;
    this.little = little;
    this.start = start;
    this.entries = entries;
  }

  static TiffDirectory first(Bytes bytes) throws PictureException {
    boolean little = bytes.startsWith("II");
    long start = little ? bytes.u32le(4) : bytes.u32be(4);
    int entries = little ? bytes.u16le(start) : bytes.u16be(start);
    bytes.require(start, 2 + 12L * entries);
    return new TiffDirectory(bytes, little, start, entries);
  }

  /** How many values an entry holds; 0 without the entry. */
  long count(int tag) throws PictureException {
    long entry = find(tag);
    return entry < 0 ? 0 : u32(entry + 4);
  }

  /** The value at {@code index} of an entry, or {@code otherwise} without the entry. */
  long number(int tag, long index, long otherwise) throws PictureException {
    long entry = find(tag);
    if (entry < 0) {
      return otherwise;
    }
    int type = u16(entry + 2);
    long count = u32(entry + 4);
    if ((type != SHORT && type != LONG) || index >= count) {
      throw Bytes.corrupt("the TIFF's tag " + tag + " is broken");
    }
    int size = type == SHORT ? 2 : 4;
    // Up to four bytes stand in the entry itself, more than that elsewhere.
    long values = count * size <= 4 ? entry + 8 : u32(entry + 8);
    return type == SHORT ? u16(values + index * size) : u32(values + index * size);
  }

  private long find(int tag) throws PictureException {
    for (int i = 0; i < entries; i++) {
      long entry = start + 2 + 12L * i;
      if (u16(entry) == tag) {
        return entry;
      }
    }
    return -1;
  }

  private int u16(long at) throws PictureException {
    return little ? bytes.u16le(at) : bytes.u16be(at);
  }

  private long u32(long at) throws PictureException {
    return little ? bytes.u32le(at) : bytes.u32be(at);
  }
}
