package io.imagesearch.picture;

import java.util.ArrayList;
import java.util.List;

/** PNG: chunks up to IEND. An animated PNG is its default image. */
final class PngStructure implements Structure {
  private static final int SIGNATURE = 8;

  private final Bytes bytes;
  private final int width;
  private final int height;
  private final List<Slice> needed = new ArrayList<>();
  private final boolean deep;
  private boolean alpha;
  private int[] transparentSamples = {};
  private Orientation orientation = Orientation.UPRIGHT;

  private PngStructure(Bytes bytes, int width, int height, boolean deep, boolean alpha) {
    this.bytes = bytes;
    this.width = width;
    this.height = height;
    this.deep = deep;
    this.alpha = alpha;
  }

  static PngStructure read(Bytes bytes) throws PictureException {
    bytes.require(SIGNATURE, 25);
    if (bytes.u32be(SIGNATURE) != 13 || !bytes.hasAt(SIGNATURE + 4, "IHDR")) {
      throw Bytes.corrupt("the PNG does not begin with its header");
    }
    int width = Structure.side(bytes.u32be(16));
    int height = Structure.side(bytes.u32be(20));
    int depth = bytes.u8(24);
    int colourType = bytes.u8(25);
    boolean possible =
        switch (colourType) {
          case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case 2, 4, 6 -> depth == 8 || depth == 16;
          default -> false;
        };
    if (!possible || bytes.u8(28) > 1) {
      throw Bytes.corrupt("the PNG's header is broken");
    }
    return new PngStructure(bytes, width, height, depth == 16, colourType >= 4);
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
    return orientation;
  }

  /** Whether samples have 16 bits. */
  boolean deep() {
    return deep;
  }

  /** The one colour that is transparent in a deep picture, its samples; empty without one. */
  int[] transparentSamples() {
    return transparentSamples;
  }

  /** Whether any pixel may be transparent. */
  boolean alpha() {
    return alpha;
  }

  /**
   * Header, palette, transparency and image data. Without the colour-space chunks the native
   * decoder leaves the samples as they are, which is how the networks were trained.
   */
  List<Slice> needed() {
    return needed;
  }

  @Override
  public void verify() throws PictureException {
    needed.add(new Slice(0, SIGNATURE));
    boolean data = false;
    int at = SIGNATURE;
    while (!bytes.hasAt(at + 4L, "IEND")) {
      long length = bytes.u32be(at);
      bytes.require(at, length + 12);
      int end = at + (int) length + 12;
      if (bytes.hasAt(at + 4L, "IDAT")) {
        data = true;
        needed.add(new Slice(at, end));
      } else if (bytes.hasAt(at + 4L, "tRNS")) {
        alpha = true;
        if (deep) {
          transparentSamples = samples(at + 8, (int) length);
        } else {
          needed.add(new Slice(at, end));
        }
      } else if (bytes.hasAt(at + 4L, "IHDR") || bytes.hasAt(at + 4L, "PLTE")) {
        needed.add(new Slice(at, end));
      } else if (bytes.hasAt(at + 4L, "eXIf")) {
        orientation = ExifOrientation.of(bytes.slice(at + 8L, length));
      }
      at = end;
    }
    bytes.require(at, 12);
    needed.add(new Slice(at, at + 12));
    if (!data) {
      throw Bytes.corrupt("the PNG holds no image data");
    }
  }

  private int[] samples(int at, int length) throws PictureException {
    if (length != 2 && length != 6) {
      throw Bytes.corrupt("the PNG's transparent colour is broken");
    }
    int[] samples = new int[length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.u16be(at + 2L * i);
    }
    return samples;
  }
}
