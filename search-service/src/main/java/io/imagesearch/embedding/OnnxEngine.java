package io.imagesearch.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.imagesearch.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    Path folder = Files.createDirectories(cache.resolve("onnxruntime-" + version + "-" + PLATFORM));
    for (String library : LIBRARIES) {
      Path file = folder.resolve(library);
      if (!Files.exists(file)) {
        // Whole or not there, also when several processes start at once.
        Path part = Files.createTempFile(folder, library, ".part");
        try (InputStream in = open(library)) {
          Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(part);
        }
      }
    }
    return folder;
  }

  private static InputStream open(String library) {
    String resource = "/ai/onnxruntime/native/" + PLATFORM + "/" + library;
    InputStream in = OrtEnvironment.class.getResourceAsStream(resource);
    if (in == null) {
      throw new ModelException("there is no ONNX Runtime for " + PLATFORM + " in this build");
    }
    return in;
  }
}
