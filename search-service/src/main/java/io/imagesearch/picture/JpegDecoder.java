package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * libjpeg-turbo, at full size or at a half, a quarter or an eighth, which skips most of its work.
 */
final class JpegDecoder {
  private static final int CONTINUE_WITH_BAD_DATA = 2;

  private JpegDecoder() {}

  static Pixels decode(Bytes bytes, JpegStructure jpeg, int reduction) throws PictureException {
    Optional<Pixels> pixels = reduction == 1 ? JpegInTiff.decode(bytes, jpeg) : Optional.empty();
    return pixels.isPresent() ? pixels.get() : byLeptonica(bytes, jpeg, reduction);
  }

  /** For any JPEG, with its opinion of it. */
  static Pixels byLeptonica(Bytes bytes, JpegStructure jpeg, int reduction)
      throws PictureException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment input = NativeInput.of(arena, bytes, jpeg.needed());
      MemorySegment warnings = arena.allocate(JAVA_INT);
      var pointer =
          (MemorySegment)
              Natives.PIX_READ_MEM_JPEG.invokeExact(
                  input, input.byteSize(), 0, reduction, warnings, CONTINUE_WITH_BAD_DATA);
      if (pointer.address() == 0) {
        throw Bytes.corrupt("the JPEG can't be decoded");
      }
      try (var pix = new Pix(pointer)) {
        if (warnings.get(JAVA_INT, 0) > 0) {
          throw Bytes.corrupt("the JPEG's image data is damaged");
        }
        return pix.pixels();
      }
    } catch (PictureException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Natives.failed(e);
    }
  }
}
