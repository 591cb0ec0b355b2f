package io.imagesearch.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Leptonica with libjpeg-turbo, libpng and libwebp inside, one file that needs nothing but the C
 * library. It is unpacked from the class path, loaded and removed again.
 */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class NativeLibrary {
  /** Where to unpack when {@code java.io.tmpdir} can't be written or may not hold executables. */
  static final String FOLDER_PROPERTY = "image-search.native-folder";

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup SYMBOLS = load();

  private NativeLibrary() {}

  static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), descriptor, options);
  }

  /** A static method as a C function; what it throws would end the process. */
  static MemorySegment callback(
      MethodHandles.Lookup lookup, String method, FunctionDescriptor descriptor) {
    try {
      MethodHandle handle =
          lookup.findStatic(lookup.lookupClass(), method, descriptor.toMethodType());
      return LINKER.upcallStub(handle, descriptor, Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method, e);
    }
  }

  private static SymbolLookup load() {
    String resource = "/org/bytedeco/leptonica/" + platform() + "/libleptonica.so.6";
    Path folder =
        Path.of(System.getProperty(FOLDER_PROPERTY, System.getProperty("java.io.tmpdir")));
    try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "no picture decoders for "
                + platform()
                + " are on the class path; add org.bytedeco:leptonica with that classifier");
      }
      Path file = Files.createTempFile(folder, "image-search-", ".so");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return SymbolLookup.libraryLookup(file, Arena.global());
      } finally {
        // What is mapped stays mapped, and nothing piles up over restarts.
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(hint(folder), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(hint(folder), e);
    }
  }

  private static String hint(Path folder) {
    return "the picture decoders can't be loaded from "
        + folder
        + "; name a folder that is writable and not mounted noexec with -D"
        + FOLDER_PROPERTY;
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor =
        switch (System.getProperty("os.arch", "")) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "arm64";
          case String other -> other;
        };
    return system.replace(" ", "") + "-" + processor;
  }
}
