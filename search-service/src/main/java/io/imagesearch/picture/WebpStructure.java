package io.imagesearch.picture;

import java.util.Optional;

/** WebP: RIFF chunks, as long as the RIFF header says. An animated one is its first frame. */
final class WebpStructure implements Structure {
  private static final int FIRST_CHUNK = 12;

  private final Bytes bytes;
  private final int width;
  private final int height;
  private Optional<WebpFrame> frame = Optional.empty();
  private Orientation orientation = Orientation.UPRIGHT;

  private WebpStructure(Bytes bytes, int width, int height) {
    this.bytes = bytes;
    this.width = width;
    this.height = height;
  }

  static WebpStructure read(Bytes bytes) throws PictureException {
    if (bytes.hasAt(FIRST_CHUNK, "VP8X")) {
      return new WebpStructure(bytes, bytes.u24le(24) + 1, bytes.u24le(27) + 1);
    }
    if (bytes.hasAt(FIRST_CHUNK, "VP8 ")) {
      if (!bytes.hasAt(23, "\u009d\u0001*")) {
        throw Bytes.corrupt("the WebP does not begin with a key frame");
      }
      return new WebpStructure(
          bytes,
          Structure.side(bytes.u16le(26) & 0x3fff),
          Structure.side(bytes.u16le(28) & 0x3fff));
    }
    if (bytes.hasAt(FIRST_CHUNK, "VP8L") && bytes.u8(20) == 0x2f) {
      long packed = bytes.u32le(21);
      return new WebpStructure(
          bytes, (int) (packed & 0x3fff) + 1, (int) (packed >> 14 & 0x3fff) + 1);
    }
    bytes.require(0, FIRST_CHUNK + 18L);
    throw Bytes.corrupt("the WebP begins with an unknown chunk");
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

  Bytes bytes() {
    return bytes;
  }

  WebpFrame frame() {
    return frame.orElseThrow();
  }

  @Override
  public void verify() throws PictureException {
    long end = bytes.u32le(4) + 8;
    bytes.require(0, end);
    var still = new WebpFrame.Builder(0, 0, width, height);
    long at = FIRST_CHUNK;
    while (at + 8 <= end) {
      long size = bytes.u32le(at + 4);
      if (at + 8 + size > end) {
        throw Bytes.corrupt("the WebP has a chunk that is longer than its file");
      }
      if (bytes.hasAt(at, "EXIF")) {
        orientation = ExifOrientation.of(exif(bytes.slice(at + 8, size)));
      } else if (bytes.hasAt(at, "ANMF") && frame.isEmpty()) {
        frame = Optional.of(WebpFrame.animated(bytes, at + 8, size, width, height));
      } else {
        still.chunk(bytes, at, size);
      }
      at += 8 + size + (size & 1);
    }
    if (frame.isEmpty()) {
      frame = Optional.of(still.build());
    }
  }

  /** Some writers keep JPEG's prefix. */
  private static Bytes exif(Bytes chunk) throws PictureException {
    return chunk.startsWith("Exif\0\0") ? chunk.slice(6, chunk.length() - 6L) : chunk;
  }
}
