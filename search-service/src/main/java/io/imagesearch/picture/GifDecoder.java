package io.imagesearch.picture;

/** The first frame of a GIF on its logical screen, transparency on white. */
final class GifDecoder {
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private GifDecoder() {}

  static Pixels decode(GifStructure gif) throws PictureException {
    Bytes bytes = gif.bytes();
    int left = bytes.u16le(gif.frame());
    int top = bytes.u16le(gif.frame() + 2L);
    int width = Structure.side(bytes.u16le(gif.frame() + 4L));
    int height = Structure.side(bytes.u16le(gif.frame() + 6L));
    int flags = bytes.u8(gif.frame() + 8L);
    boolean local = (flags & 0x80) != 0;
    int colours = GifStructure.paletteSize(local ? flags : bytes.u8(10)) / 3;
    if (colours == 0) {
      throw Bytes.corrupt("the GIF has no palette");
    }
    Bytes palette = bytes.slice(local ? gif.frame() + 9L : 13L, 3L * colours);

    // A frame may be larger than its screen: rows are decoded one by one, never kept whole.
    byte[] row = new byte[width];
    var data = new GifData(bytes, gif.data());
    byte[] screen = AlphaOnWhite.canvas(gif.width(), gif.height());
    boolean interlaced = (flags & 0x40) != 0;
    int pass = 0;
    int y = 0;
    for (int i = 0; i < height; i++) {
      data.read(row);
      if (top + y < gif.height()) {
        int visible = Math.min(width, gif.width() - left);
        int at = 3 * ((top + y) * gif.width() + left);
        for (int x = 0; x < visible; x++, at += 3) {
          int index = row[x] & 0xff;
          if (index != gif.transparentIndex() && index < colours) {
            screen[at] = (byte) palette.u8(3L * index);
            screen[at + 1] = (byte) palette.u8(3L * index + 1);
            screen[at + 2] = (byte) palette.u8(3L * index + 2);
          }
        }
      }
      y += interlaced ? PASSES[pass][1] : 1;
      while (interlaced && y >= height && pass < 3) {
        pass++;
        y = PASSES[pass][0];
      }
    }
    return new Pixels(gif.width(), gif.height(), screen);
  }
}
