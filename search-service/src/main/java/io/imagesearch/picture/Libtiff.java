package io.imagesearch.picture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Decodes the only strip of a TIFF to RGB. */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class Libtiff {
  /** {@code TIFFTAG_JPEGCOLORMODE} and {@code JPEGCOLORMODE_RGB}. */
  private static final int COLOUR_MODE = 65538;

  private static final int RGB = 1;

  private static final MethodHandle OPTIONS =
      NativeLibrary.function("TIFFOpenOptionsAlloc", FunctionDescriptor.of(ADDRESS));
  private static final MethodHandle FREE_OPTIONS =
      NativeLibrary.function("TIFFOpenOptionsFree", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle ON_WARNING = listener("TIFFOpenOptionsSetWarningHandlerExtR");
  private static final MethodHandle ON_ERROR = listener("TIFFOpenOptionsSetErrorHandlerExtR");

  /** {@code (name, mode, file, read, write, seek, close, size, map, unmap, options)}. */
  private static final MethodHandle OPEN =
      NativeLibrary.function(
          "TIFFClientOpenExt",
          FunctionDescriptor.of(
              ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
              ADDRESS, ADDRESS, ADDRESS));

  /** {@code int TIFFSetField(tiff, tag, ...)}. */
  private static final MethodHandle SET_FIELD =
      NativeLibrary.function(
          "TIFFSetField",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(2));

  /** {@code tmsize_t TIFFReadEncodedStrip(tiff, strip, buffer, size)}. */
  private static final MethodHandle READ_STRIP =
      NativeLibrary.function(
          "TIFFReadEncodedStrip",
          FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG));

  private static final MethodHandle CLOSE =
      NativeLibrary.function("TIFFClose", FunctionDescriptor.ofVoid(ADDRESS));

  /** {@code int (tiff, complained, module, format, arguments)}, for warnings and errors. */
  private static final MemorySegment COMPLAIN =
      NativeLibrary.callback(
          MethodHandles.lookup(),
          "complain",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));

  private static final MemorySegment NAME = Arena.global().allocateFrom("picture");
  private static final MemorySegment TO_READ = Arena.global().allocateFrom("r");

  private Libtiff() {}

  /** Whether all of {@code rgb} was filled without a warning. */
  static boolean decode(Arena arena, MemoryFile file, MemorySegment rgb) throws Throwable {
    MemorySegment complained = arena.allocate(JAVA_INT);
    MemorySegment tiff = open(file, complained);
    if (tiff.address() == 0) {
      return false;
    }
    try {
      return (int) SET_FIELD.invokeExact(tiff, COLOUR_MODE, RGB) == 1
          && (long) READ_STRIP.invokeExact(tiff, 0, rgb, rgb.byteSize()) == rgb.byteSize()
          && complained.get(JAVA_INT, 0) == 0;
    } finally {
      CLOSE.invokeExact(tiff);
    }
  }

  private static MemorySegment open(MemoryFile file, MemorySegment complained) throws Throwable {
    var options = (MemorySegment) OPTIONS.invokeExact();
    try {
      ON_WARNING.invokeExact(options, COMPLAIN, complained);
      ON_ERROR.invokeExact(options, COMPLAIN, complained);
      // A function to write is asked for, and not called for what is only read.
      return (MemorySegment)
          OPEN.invokeExact(
              NAME,
              TO_READ,
              file.handle(),
              MemoryFile.READ,
              MemoryFile.READ,
              MemoryFile.SEEK,
              MemoryFile.CLOSE,
              MemoryFile.SIZE,
              MemoryFile.MAP,
              MemoryFile.UNMAP,
              options);
    } finally {
      FREE_OPTIONS.invokeExact(options);
    }
  }

  static int complain(
      MemorySegment tiff,
      MemorySegment complained,
      MemorySegment module,
      MemorySegment format,
      MemorySegment arguments) {
    complained.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, 1);
    return 1;
  }

  private static MethodHandle listener(String name) {
    return NativeLibrary.function(name, FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
  }
}
