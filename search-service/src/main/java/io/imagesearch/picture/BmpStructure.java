package io.imagesearch.picture;

/** BMP: one header, then rows. */
final class BmpStructure implements Structure {
  private final Bytes bytes;
  private final int width;
  private final int height;
  private final int bits;
  private final long compression;
  private final long storedSize;

  private BmpStructure(
      Bytes bytes, int width, int height, int bits, long compression, long storedSize) {
    this.bytes = bytes;
    this.width = width;
    this.height = height;
    this.bits = bits;
    this.compression = compression;
    this.storedSize = storedSize;
  }

  static BmpStructure read(Bytes bytes) throws PictureException {
    if (bytes.u32le(14) == 12) {
      int width = Structure.side(bytes.u16le(18));
      int height = Structure.side(bytes.u16le(20));
      return new BmpStructure(bytes, width, height, bytes.u16le(24), 0, 0);
    }
    int width = Structure.side(bytes.u32le(18));
    // A negative height means that the top row comes first.
    int height = Structure.side(Math.abs((long) (int) bytes.u32le(22)));
    return new BmpStructure(
        bytes, width, height, bytes.u16le(28), bytes.u32le(30), bytes.u32le(34));
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  @Override
  public void verify() throws PictureException {
    boolean runLength = compression == 1 || compression == 2;
    if (!runLength && compression != 0 && compression != 3 && compression != 6) {
      throw Structure.unsupported("BMP with compression " + compression);
    }
    switch (bits) {
      case 1, 4, 8, 16, 24, 32 -> {}
      default -> throw Bytes.corrupt("the BMP has " + bits + " bits per pixel");
    }
    long row = ((long) width * bits + 31) / 32 * 4;
    bytes.require(bytes.u32le(10), runLength ? storedSize : row * height);
  }
}
