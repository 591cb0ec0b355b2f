package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A JPEG as the only strip of a TIFF. Leptonica gets rows from libjpeg-turbo and makes 32-bit words
 * of them pixel by pixel; libtiff, which is in the same library, has it write where the pixels
 * belong.
 */
final class JpegInTiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private static final int TAGS = 11;
  private static final int BITS_AT = 8 + 2 + 12 * TAGS + 4;
  private static final int JPEG_AT = BITS_AT + 3 * Short.BYTES;

  private JpegInTiff() {}

  /** Nothing where libtiff has rules of its own, or anything to complain of. */
  static Optional<Pixels> decode(Bytes bytes, JpegStructure jpeg) {
    if (!jpeg.colours().usual()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      long length = NativeInput.length(jpeg.needed());
      var file = new MemoryFile(arena, JPEG_AT + length);
      writeHead(jpeg, length, file.content());
      NativeInput.copy(bytes, jpeg.needed(), file.content().asSlice(JPEG_AT));
      MemorySegment rgb = arena.allocate(3L * jpeg.width() * jpeg.height());
      return Libtiff.decode(arena, file, rgb)
          ? Optional.of(new Pixels(jpeg.width(), jpeg.height(), rgb.toArray(JAVA_BYTE)))
          : Optional.empty();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Natives.failed(e);
    }
  }

  private static void writeHead(JpegStructure jpeg, long length, MemorySegment tiff) {
    ByteBuffer head = tiff.asSlice(0, JPEG_AT).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) 0x4949).putShort((short) 42).putInt(8).putShort((short) TAGS);
    tag(head, 256, LONG, 1, jpeg.width());
    tag(head, 257, LONG, 1, jpeg.height());
    tag(head, 258, SHORT, 3, BITS_AT);
    tag(head, 259, SHORT, 1, 7); // compressed as JPEG
    tag(head, 262, SHORT, 1, 6); // YCbCr
    tag(head, 273, LONG, 1, JPEG_AT);
    tag(head, 277, SHORT, 1, 3); // samples in a pixel
    tag(head, 278, LONG, 1, jpeg.height()); // rows in a strip
    tag(head, 279, LONG, 1, (int) length);
    tag(head, 284, SHORT, 1, 1); // a pixel's samples together
    tag(head, 530, SHORT, 2, jpeg.colours().across() | jpeg.colours().down() << 16);
    head.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
  }

  /** What doesn't fit into four bytes stands elsewhere, and the value is where. */
  private static void tag(ByteBuffer head, int tag, int type, int count, int value) {
    head.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
