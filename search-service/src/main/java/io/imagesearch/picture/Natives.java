package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** The native functions that are called, by their C names. */
final class Natives {
  /** {@code Pix *pixReadMemJpeg(data, size, cmapflag, reduction, *warnings, hint)}. */
  static final MethodHandle PIX_READ_MEM_JPEG =
      NativeLibrary.function(
          "pixReadMemJpeg",
          FunctionDescriptor.of(
              ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  /** {@code int pixWriteMemJpeg(**data, *size, pix, quality, progressive)}. */
  static final MethodHandle PIX_WRITE_MEM_JPEG =
      NativeLibrary.function(
          "pixWriteMemJpeg",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));

  static final MethodHandle PIX_CREATE =
      NativeLibrary.function(
          "pixCreateNoInit", FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
  static final MethodHandle PIX_WIDTH = pixNumber("pixGetWidth");
  static final MethodHandle PIX_HEIGHT = pixNumber("pixGetHeight");
  static final MethodHandle PIX_DEPTH = pixNumber("pixGetDepth");
  static final MethodHandle PIX_WORDS_PER_LINE = pixNumber("pixGetWpl");
  static final MethodHandle PIX_DATA =
      NativeLibrary.function("pixGetData", FunctionDescriptor.of(ADDRESS, ADDRESS));

  /** {@code void pixDestroy(**pix)}. */
  static final MethodHandle PIX_DESTROY =
      NativeLibrary.function("pixDestroy", FunctionDescriptor.ofVoid(ADDRESS));

  static final MethodHandle LEPT_FREE =
      NativeLibrary.function("lept_free", FunctionDescriptor.ofVoid(ADDRESS));

  /** {@code int png_image_begin_read_from_memory(*image, data, size)}. */
  static final MethodHandle PNG_BEGIN =
      NativeLibrary.function(
          "png_image_begin_read_from_memory",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));

  /** {@code int png_image_finish_read(*image, *background, buffer, stride, colormap)}. */
  static final MethodHandle PNG_FINISH =
      NativeLibrary.function(
          "png_image_finish_read",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS));

  static final MethodHandle PNG_FREE =
      NativeLibrary.function("png_image_free", FunctionDescriptor.ofVoid(ADDRESS));

  /** {@code uint8_t *WebPDecodeRGBInto(data, size, out, outSize, stride)}. */
  static final MethodHandle WEBP_RGB = webp("WebPDecodeRGBInto");

  /** {@code uint8_t *WebPDecodeRGBAInto(data, size, out, outSize, stride)}. */
  static final MethodHandle WEBP_RGBA = webp("WebPDecodeRGBAInto");

  private static final int SEVERITY_NONE = 6;

  static {
    MethodHandle severity =
        NativeLibrary.function("setMsgSeverity", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    try {
      // A broken picture is reported to whoever sent it; the library would also print it.
      int _ = (int) severity.invokeExact(SEVERITY_NONE);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private Natives() {}

  /** What a call of a native function may declare but never throws. */
  static AssertionError failed(Throwable e) {
    return new AssertionError("a native function can't throw", e);
  }

  private static MethodHandle pixNumber(String name) {
    return NativeLibrary.function(name, FunctionDescriptor.of(JAVA_INT, ADDRESS));
  }

  private static MethodHandle webp(String name) {
    return NativeLibrary.function(
        name, FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT));
  }
}
