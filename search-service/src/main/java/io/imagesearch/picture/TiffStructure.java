package io.imagesearch.picture;

/** TIFF: the first page's directory, and that all its strips or tiles are there. */
final class TiffStructure implements Structure {
  private static final int MAX_SAMPLES = 5;
  private static final int MAX_BITS = 32;

  private final TiffDirectory directory;
  private final int length;
  private final int width;
  private final int height;

  private TiffStructure(TiffDirectory directory, int length, int width, int height) {
    this.directory = directory;
    this.length = length;
    this.width = width;
    this.height = height;
  }

  static TiffStructure read(Bytes bytes) throws PictureException {
    TiffDirectory directory = TiffDirectory.first(bytes);
    int width = Structure.side(directory.number(TiffDirectory.WIDTH, 0, 0));
    int height = Structure.side(directory.number(TiffDirectory.HEIGHT, 0, 0));
    return new TiffStructure(directory, bytes.length(), width, height);
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
    try {
      return Orientation.ofTag((int) directory.number(TiffDirectory.ORIENTATION, 0, 1));
    } catch (PictureException _) {
      return Orientation.UPRIGHT;
    }
  }

  @Override
  public void verify() throws PictureException {
    long samples = directory.number(TiffDirectory.SAMPLES_PER_PIXEL, 0, 1);
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw Structure.unsupported("TIFF with " + samples + " samples per pixel");
    }
    for (int i = 0; i < directory.count(TiffDirectory.BITS_PER_SAMPLE); i++) {
      long bits = directory.number(TiffDirectory.BITS_PER_SAMPLE, i, 1);
      if (bits < 1 || bits > MAX_BITS) {
        throw Structure.unsupported("TIFF with " + bits + " bits per sample");
      }
    }
    if (directory.count(TiffDirectory.TILE_OFFSETS) > 0) {
      verifyTiles(samples);
    } else {
      long rows = directory.number(TiffDirectory.ROWS_PER_STRIP, 0, height);
      if (rows < 1) {
        throw Bytes.corrupt("the TIFF's strips have no rows");
      }
      verifyParts(
          TiffDirectory.STRIP_OFFSETS,
          TiffDirectory.STRIP_BYTE_COUNTS,
          parts(height, rows) * planes(samples));
    }
  }

  private void verifyTiles(long samples) throws PictureException {
    int across = Structure.side(directory.number(TiffDirectory.TILE_WIDTH, 0, 0));
    int down = Structure.side(directory.number(TiffDirectory.TILE_HEIGHT, 0, 0));
    // A tile is decoded whole, so one far larger than the picture would get round the pixel cap.
    if (across > width + 1024L || down > height + 1024L) {
      throw Bytes.corrupt("the TIFF's tiles are larger than its page");
    }
    verifyParts(
        TiffDirectory.TILE_OFFSETS,
        TiffDirectory.TILE_BYTE_COUNTS,
        parts(width, across) * parts(height, down) * planes(samples));
  }

  private long planes(long samples) throws PictureException {
    return directory.number(TiffDirectory.PLANAR_CONFIGURATION, 0, 1) == 2 ? samples : 1;
  }

  private static long parts(long side, long part) {
    return (side + part - 1) / part;
  }

  private void verifyParts(int offsets, int sizes, long wanted) throws PictureException {
    if (directory.count(offsets) < wanted || directory.count(sizes) < wanted) {
      throw Bytes.corrupt("the TIFF's page lacks some of its image data");
    }
    for (int i = 0; i < wanted; i++) {
      long offset = directory.number(offsets, i, 0);
      long size = directory.number(sizes, i, 0);
      if (size < 1 || offset + size > length) {
        throw Bytes.corrupt("the picture is cut short: its data ends after " + length + " bytes");
      }
    }
  }
}
