package io.imagesearch.embedding;

import static io.imagesearch.embedding.OpenVinoFunctions.SHAPE;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Arrays;

/** OpenVINO's interface for C as Java would have it: values are returned, failures are thrown. */
@SuppressWarnings("restricted") // Native access is what this class is for.
final class OpenVinoLibrary {
  /** Of {@code ov_element_type_e}, whose numbers change between versions. */
  static final int FLOAT32 = 4;

  static final int BYTES = 16;

  private final OpenVinoFunctions functions;

  private OpenVinoLibrary(OpenVinoFunctions functions) {
    this.functions = functions;
  }

  /** Loads it for good; with the reason, where that fails. */
  static OpenVinoLibrary load(Path file) {
    System.load(file.toAbsolutePath().toString());
    return new OpenVinoLibrary(new OpenVinoFunctions(SymbolLookup.loaderLookup()));
  }

  /**
   * Calls a function.
   *
   * @throws IllegalStateException with OpenVINO's own words where its status isn't good
   */
  void call(String function, Object... arguments) {
    if (functions.call(function, arguments) instanceof Integer status && status != 0) {
      throw new IllegalStateException(complaint(status));
    }
  }

  /** What a function makes, which it hands over through its last argument. */
  MemorySegment make(String function, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment made = arena.allocate(ADDRESS);
      Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
      all[arguments.length] = made;
      call(function, all);
      return made.get(ADDRESS, 0);
    }
  }

  /** A text that a function hands over. */
  String text(String function, Object... arguments) {
    return taken(make(function, arguments));
  }

  static MemorySegment shape(SegmentAllocator allocator, long... lengths) {
    MemorySegment shape = allocator.allocate(SHAPE);
    shape.set(JAVA_LONG, 0, lengths.length);
    shape.set(ADDRESS, JAVA_LONG.byteSize(), allocator.allocateFrom(JAVA_LONG, lengths));
    return shape;
  }

  /** The lengths of a tensor. */
  long[] shape(MemorySegment tensor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment shape = arena.allocate(SHAPE);
      call("ov_tensor_get_shape", tensor, shape);
      try {
        long bytes = shape.get(JAVA_LONG, 0) * JAVA_LONG.byteSize();
        return shape.get(ADDRESS, JAVA_LONG.byteSize()).reinterpret(bytes).toArray(JAVA_LONG);
      } finally {
        call("ov_shape_free", shape);
      }
    }
  }

  /** What a tensor holds. */
  MemorySegment data(MemorySegment tensor, long bytes) {
    return make("ov_tensor_data", tensor).reinterpret(bytes);
  }

  /** Such as {@code 2026.4.1}. */
  String version() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment version = arena.allocate(ADDRESS, 2);
      call("ov_get_openvino_version", version);
      try {
        // 2026.4.1-22982-e213a147257-releases/2026/4
        return string(version.get(ADDRESS, 0)).split("-", 2)[0];
      } finally {
        call("ov_version_free", version);
      }
    }
  }

  /** The last line: those before it say where in OpenVINO's sources. */
  private String complaint(int status) {
    String unknown = "status " + status;
    return functions.call("ov_get_last_err_msg") instanceof MemorySegment text
            && text.address() != 0
        ? taken(text).lines().filter(line -> !line.isBlank()).reduce(unknown, (_, last) -> last)
        : unknown;
  }

  private String taken(MemorySegment text) {
    try {
      return string(text);
    } finally {
      call("ov_free", text);
    }
  }

  private static String string(MemorySegment characters) {
    return characters.reinterpret(Long.MAX_VALUE).getString(0);
  }
}
