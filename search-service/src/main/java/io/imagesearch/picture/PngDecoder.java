package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** libpng's simplified API, which handles its errors itself. */
final class PngDecoder {
  // struct png_image on every 64-bit platform: a pointer, then these.
  private static final int SIZE = 104;
  private static final int VERSION = 8;
  private static final int FORMAT = 20;

  private static final int RGB = 2;
  private static final int RGBA = 3;

  private PngDecoder() {}

  static Pixels decode(Bytes bytes, PngStructure png) throws PictureException {
    int pixels = png.width() * png.height();
    int channels = png.alpha() ? 4 : 3;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment input = NativeInput.of(arena, bytes, png.needed());
      MemorySegment image = arena.allocate(SIZE, 8);
      image.set(JAVA_INT, VERSION, 1);
      if ((int) Natives.PNG_BEGIN.invokeExact(image, input, input.byteSize()) == 0) {
        throw Bytes.corrupt("the PNG can't be decoded");
      }
      image.set(JAVA_INT, FORMAT, png.alpha() ? RGBA : RGB);
      MemorySegment out = arena.allocate((long) channels * pixels);
      int done =
          (int)
              Natives.PNG_FINISH.invokeExact(image, MemorySegment.NULL, out, 0, MemorySegment.NULL);
      if (done == 0) {
        throw Bytes.corrupt("the PNG's image data is damaged");
      }
      byte[] samples = out.toArray(JAVA_BYTE);
      return new Pixels(
          png.width(), png.height(), png.alpha() ? AlphaOnWhite.flatten(samples, pixels) : samples);
    } catch (PictureException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Natives.failed(e);
    }
  }
}
