package io.imagesearch.picture;

/** GIF: blocks up to the end of the first frame. */
final class GifStructure implements Structure {
  private final Bytes bytes;
  private final int width;
  private final int height;
  private int transparentIndex = -1;
  private int frame;
  private int data;

  private GifStructure(Bytes bytes, int width, int height) {
    this.bytes = bytes;
    this.width = width;
    this.height = height;
  }

  static GifStructure read(Bytes bytes) throws PictureException {
    return new GifStructure(bytes, Structure.side(bytes.u16le(6)), Structure.side(bytes.u16le(8)));
  }

  /** Of the logical screen. */
  @Override
  public int width() {
    return width;
  }

  /** Of the logical screen. */
  @Override
  public int height() {
    return height;
  }

  @Override
  public Orientation orientation() {
    return Orientation.UPRIGHT;
  }

  Bytes bytes() {
    return bytes;
  }

  /** Offset of the first frame's descriptor: left, top, width, height, flags. */
  int frame() {
    return frame;
  }

  /** Offset of the first frame's code size, after which its data blocks follow. */
  int data() {
    return data;
  }

  /** Index of the transparent colour, or −1. */
  int transparentIndex() {
    return transparentIndex;
  }

  @Override
  public void verify() throws PictureException {
    int at = 13 + paletteSize(bytes.u8(10));
    while (bytes.u8(at) == 0x21) {
      if (bytes.u8(at + 1) == 0xf9 && bytes.u8(at + 2) >= 4 && (bytes.u8(at + 3) & 1) != 0) {
        transparentIndex = bytes.u8(at + 6);
      }
      at = skipBlocks(at + 2);
    }
    if (bytes.u8(at) != 0x2c) {
      throw Bytes.corrupt("the GIF holds no frame");
    }
    frame = at + 1;
    data = at + 10 + paletteSize(bytes.u8(at + 9));
    skipBlocks(data + 1);
  }

  static int paletteSize(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private int skipBlocks(int start) throws PictureException {
    int at = start;
    int size = bytes.u8(at);
    while (size > 0) {
      at += size + 1;
      size = bytes.u8(at);
    }
    return at + 1;
  }
}
