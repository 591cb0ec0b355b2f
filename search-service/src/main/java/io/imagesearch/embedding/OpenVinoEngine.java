package io.imagesearch.embedding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.imagesearch.model.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * OpenVINO on processors that compute bfloat16. It has no artefact for Java: its interface for C is
 * called out of libraries that come with the jar, or are files already.
 */
record OpenVinoEngine(OpenVinoLibrary library, MemorySegment core, String version)
    implements AutoCloseable {
  /**
   * Unpacks the native libraries, where that hasn't been done, and loads them.
   *
   * @param cache made when it is absent
   */
  static OpenVinoEngine start(Path cache) {
    try {
      OpenVinoLibrary library = OpenVinoLibrary.load(OpenVinoFiles.unpack(cache));
      MemorySegment core = library.make("ov_core_create");
      var engine = new OpenVinoEngine(library, core, library.version());
      engine.checkPrecision();
      return engine;
    } catch (FileNotFoundException e) {
      throw new ModelException("there is no OpenVINO for this platform in this build", e);
    } catch (IOException e) {
      throw new ModelException(
          "the folder for native libraries can't be made: %s; set image-search.cache to one that can"
              .formatted(e),
          e);
    } catch (LinkageError | IllegalStateException e) {
      throw new ModelException("OpenVINO's native libraries can't be loaded: " + e.getMessage(), e);
    }
  }

  String label() {
    return "OpenVINO " + version;
  }

  /**
   * Makes a network ready for the processors.
   *
   * @param graph and weights, as OpenVINO writes them
   */
  MemorySegment compile(byte[] graph, byte[] weights, Parallelism parallelism) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment model = read(arena, graph, weights);
      try {
        return compile(arena, model, parallelism);
      } finally {
        library.call("ov_model_free", model);
      }
    }
  }

  @Override
  public void close() {
    library.call("ov_core_free", core);
  }

  /** The weights become OpenVINO's own, which frees them with the last that needs them. */
  private MemorySegment read(Arena arena, byte[] graph, byte[] weights) {
    MemorySegment shape = OpenVinoLibrary.shape(arena, weights.length);
    MemorySegment tensor = library.make("ov_tensor_create", OpenVinoLibrary.BYTES, shape);
    try {
      library.data(tensor, weights.length).copyFrom(MemorySegment.ofArray(weights));
      MemorySegment text = arena.allocateFrom(JAVA_BYTE, graph);
      return library.make(
          "ov_core_read_model_from_memory_buffer", core, text, text.byteSize(), tensor);
    } finally {
      library.call("ov_tensor_free", tensor);
    }
  }

  private MemorySegment compile(Arena arena, MemorySegment model, Parallelism parallelism) {
    List<String> properties =
        List.of(
            "INFERENCE_PRECISION_HINT", "bf16",
            "NUM_STREAMS", String.valueOf(parallelism.passes()),
            "INFERENCE_NUM_THREADS", String.valueOf(parallelism.passes() * parallelism.threads()),
            // Others share the processors.
            "ENABLE_CPU_PINNING", "NO",
            // As many as the JVM counts, which knows of threads and not of cores.
            "ENABLE_HYPER_THREADING", "YES");
    MemorySegment compiled = arena.allocate(ADDRESS);
    Stream<Object> before =
        Stream.of(core, model, arena.allocateFrom("CPU"), (long) properties.size(), compiled);
    Object[] arguments =
        Stream.concat(before, properties.stream().map(arena::allocateFrom)).toArray();
    library.call(OpenVinoFunctions.COMPILE, arguments);
    return compiled.get(ADDRESS, 0);
  }

  /** Without a word it would compute in float32, which other engines do faster. */
  private void checkPrecision() {
    try (Arena arena = Arena.ofConfined()) {
      String able =
          library.text(
              "ov_core_get_property",
              core,
              arena.allocateFrom("CPU"),
              arena.allocateFrom("OPTIMIZATION_CAPABILITIES"));
      if (!List.of(able.split("\\W+")).contains("BF16")) {
        throw new IllegalStateException("on this processor it computes no bfloat16, but " + able);
      }
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }
}
