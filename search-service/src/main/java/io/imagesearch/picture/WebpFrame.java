package io.imagesearch.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One frame of a WebP: where it stands on the canvas, and the chunks with its colour and alpha. */
record WebpFrame(
    int x, int y, int width, int height, Optional<Slice> alphaChunk, Slice image, boolean alpha) {

  static WebpFrame animated(Bytes bytes, long body, long size, int canvasWidth, int canvasHeight)
      throws PictureException {
    var frame =
        new Builder(
            2 * bytes.u24le(body),
            2 * bytes.u24le(body + 3),
            bytes.u24le(body + 6) + 1,
            bytes.u24le(body + 9) + 1);
    if (frame.x + frame.width > canvasWidth || frame.y + frame.height > canvasHeight) {
      throw Bytes.corrupt("the WebP's first frame reaches beyond its canvas");
    }
    long at = body + 16;
    while (at + 8 <= body + size) {
      long chunk = bytes.u32le(at + 4);
      if (at + 8 + chunk > body + size) {
        throw Bytes.corrupt("the WebP has a chunk that is longer than its frame");
      }
      frame.chunk(bytes, at, chunk);
      at += 8 + chunk + (chunk & 1);
    }
    return frame.build();
  }

  /** A still WebP of this frame and nothing else, for the native decoder. */
  byte[] alone(Bytes bytes) {
    int alphaLength = alphaChunk.map(Slice::length).orElse(0);
    int extended = alphaChunk.isPresent() ? 18 : 0;
    var out =
        ByteBuffer.allocate(12 + extended + even(alphaLength) + even(image.length()))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(out.capacity() - 8).put(ascii("WEBP"));
    if (alphaChunk.isPresent()) {
      out.put(ascii("VP8X")).putInt(10).putInt(0x10);
      u24(out, width - 1);
      u24(out, height - 1);
      out.put(bytes.array(), alphaChunk.get().from(), alphaLength);
      out.position(out.position() + (alphaLength & 1));
    }
    out.put(bytes.array(), image.from(), image.length());
    return out.array();
  }

  private static void u24(ByteBuffer out, int value) {
    out.putShort((short) value).put((byte) (value >> 16));
  }

  private static int even(int length) {
    return length + (length & 1);
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** Collects the chunks of a frame. */
  static final class Builder {
    private final int x;
    private final int y;
    private final int width;
    private final int height;
    private Optional<Slice> alphaChunk = Optional.empty();
    private Optional<Slice> image = Optional.empty();
    private boolean alpha;

    Builder(int x, int y, int width, int height) {
      this.x = x;
      this.y = y;
      this.width = width;
      this.height = height;
    }

    /** Takes the chunk at this offset when it belongs to the picture; the first of each counts. */
    void chunk(Bytes bytes, long at, long size) throws PictureException {
      bytes.require(at, size + 8);
      var slice = new Slice((int) at, (int) (at + 8 + size));
      if (image.isPresent()) {
        return;
      }
      if (bytes.hasAt(at, "ALPH")) {
        alphaChunk = Optional.of(slice);
      } else if (bytes.hasAt(at, "VP8 ")) {
        image = Optional.of(slice);
        alpha = alphaChunk.isPresent();
        expectSize(bytes.u16le(at + 14) & 0x3fff, bytes.u16le(at + 16) & 0x3fff);
      } else if (bytes.hasAt(at, "VP8L")) {
        image = Optional.of(slice);
        alphaChunk = Optional.empty();
        long packed = bytes.u32le(at + 9);
        alpha = (packed >> 28 & 1) != 0;
        expectSize((int) (packed & 0x3fff) + 1, (int) (packed >> 14 & 0x3fff) + 1);
      }
    }

    private void expectSize(int ownWidth, int ownHeight) throws PictureException {
      if (ownWidth != width || ownHeight != height) {
        throw Bytes.corrupt("the WebP's image data has another size than its header");
      }
    }

    WebpFrame build() throws PictureException {
      if (image.isEmpty()) {
        throw Bytes.corrupt("the WebP holds no image data");
      }
      return new WebpFrame(x, y, width, height, alphaChunk, image.get(), alpha);
    }
  }
}
