package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** libwebp. */
final class WebpDecoder {

  private WebpDecoder() {}

  static Pixels decode(WebpStructure webp) throws PictureException {
    WebpFrame frame = webp.frame();
    byte[] rgb = decode(webp.bytes(), frame);
    if (frame.width() == webp.width() && frame.height() == webp.height()) {
      return new Pixels(webp.width(), webp.height(), rgb);
    }
    byte[] canvas = AlphaOnWhite.canvas(webp.width(), webp.height());
    for (int y = 0; y < frame.height(); y++) {
      int to = 3 * ((frame.y() + y) * webp.width() + frame.x());
      System.arraycopy(rgb, 3 * y * frame.width(), canvas, to, 3 * frame.width());
    }
    return new Pixels(webp.width(), webp.height(), canvas);
  }

  private static byte[] decode(Bytes bytes, WebpFrame frame) throws PictureException {
    int pixels = frame.width() * frame.height();
    int channels = frame.alpha() ? 4 : 3;
    MethodHandle function = frame.alpha() ? Natives.WEBP_RGBA : Natives.WEBP_RGB;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment input = arena.allocateFrom(JAVA_BYTE, frame.alone(bytes));
      MemorySegment out = arena.allocate((long) channels * pixels);
      // It refuses a bitstream whose own size does not fit into the buffer.
      var done =
          (MemorySegment)
              function.invokeExact(
                  input, input.byteSize(), out, out.byteSize(), channels * frame.width());
      if (done.address() == 0) {
        throw Bytes.corrupt("the WebP's image data is damaged");
      }
      byte[] samples = out.toArray(JAVA_BYTE);
      return frame.alpha() ? AlphaOnWhite.flatten(samples, pixels) : samples;
    } catch (PictureException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Natives.failed(e);
    }
  }
}
