package io.imagesearch.picture;

/**
 * How a JPEG's colours are stored, by libjpeg's rules: what stands before its first scan counts.
 */
final class JpegColours {
  private static final int JFIF_LENGTH = 14;

  /** Frames up to this have each row whole when it is read; progressive ones do not. */
  private static final int LAST_SEQUENTIAL = 0xc1;

  private boolean jfif;
  private boolean adobe;
  private boolean begun;
  private boolean usual;
  private boolean numbered;
  private int across;
  private int down;

  void segment(int marker, Bytes body) throws PictureException {
    if (begun) {
      return;
    }
    switch (marker) {
      case 0xe0 -> jfif |= body.length() >= JFIF_LENGTH && body.startsWith("JFIF\0");
      case 0xee -> adobe = true;
      case 0xda -> begun = true;
      default -> {
        if (JpegStructure.isFrame(marker)) {
          frame(marker, body);
        }
      }
    }
  }

  private void frame(int marker, Bytes body) throws PictureException {
    int components = body.u8(5);
    if (components != 3) {
      return;
    }
    across = body.u8(7) >> 4;
    down = body.u8(7) & 0xf;
    usual = marker <= LAST_SEQUENTIAL && body.u8(10) == 0x11 && body.u8(13) == 0x11;
    numbered = body.u8(6) == 1 && body.u8(9) == 2 && body.u8(12) == 3;
  }

  /**
   * Sequential, luma and two chromas, of each a sample for {@link #across} × {@link #down} of luma.
   */
  boolean usual() {
    return usual && (jfif || (!adobe && numbered));
  }

  int across() {
    return across;
  }

  int down() {
    return down;
  }
}
