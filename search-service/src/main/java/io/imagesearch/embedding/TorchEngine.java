package io.imagesearch.embedding;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.imagesearch.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PyTorch, started once in a process; what was set by then holds until the process ends. */
record TorchEngine(String version) {
  static final String NAME = "PyTorch";

  /**
   * Unpacks the native libraries, where that hasn't been done, and loads them.
   *
   * @param cache made when it is absent
   * @param threads that one forward pass computes with
   */
  static TorchEngine start(Path cache, int threads) {
    try {
      Path folder = Files.createDirectories(cache.resolve("djl"));
      System.setProperty("DJL_CACHE_DIR", folder.toString());
      // Everything comes with the jar. Without these two DJL downloads, and reports its use.
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("OPT_OUT_TRACKING", "true");
      // It specialises anew for each batch size and each thread, which may take seconds.
      System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
      System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
      return new TorchEngine(Engine.getEngine(NAME).getVersion());
    } catch (IOException e) {
      throw new ModelException(
          "the folder for native libraries can't be made: %s; set image-search.cache to one that can"
              .formatted(e),
          e);
    } catch (EngineException | LinkageError | IllegalStateException e) {
      throw new ModelException("PyTorch's native libraries can't be loaded: " + e.getMessage(), e);
    }
  }

  String label() {
    return NAME + " " + version;
  }
}
