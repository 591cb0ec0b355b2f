package io.imagesearch.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.imagesearch.model.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * ONNX Runtime, started once in a process. Used directly and not through DJL, whose layer would
 * load PyTorch as well for operations on arrays, and hides the setting that keeps idle threads from
 * spinning.
 */
record OnnxEngine(OrtEnvironment environment, String version) {
  private static final String PLATFORM =
      "linux-" + (System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x64");
  private static final List<String> LIBRARIES =
      List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

  /**
   * Unpacks the native libraries, where that hasn't been done, and loads them.
   *
   * @param cache made when it is absent
   */
  static OnnxEngine start(Path cache) {
    try {
      // By default it unpacks into a temporary folder at every start, and a killed process leaves
      // that behind.
      System.setProperty("onnxruntime.native.path", unpack(cache).toString());
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "image-search");
      environment.setTelemetry(false);
      return new OnnxEngine(environment, environment.getVersion());
    } catch (IOException e) {
      throw new ModelException(
          "the folder for native libraries can't be made: %s; set image-search.cache to one that can"
              .formatted(e),
          e);
    } catch (OrtException | LinkageError | IllegalStateException e) {
      throw new ModelException(
          "ONNX Runtime's native libraries can't be loaded: " + e.getMessage(), e);
    }
  }

  String label() {
    return "ONNX Runtime " + version;
  }

  private static Path unpack(Path cache) throws IOException {
    String version = OrtEnvironment.class.getPackage().getImplementationVersion();
    Path folder = cache.resolve("onnxruntime-" + version + "-" + PLATFORM);
    try {
      NativeFiles.unpack("/ai/onnxruntime/native/" + PLATFORM, LIBRARIES, folder);
    } catch (FileNotFoundException e) {
      throw new ModelException("there is no ONNX Runtime for " + PLATFORM + " in this build", e);
    }
    return folder;
  }
}
