package io.imagesearch.embedding;

import io.imagesearch.model.ModelManifest;
import io.imagesearch.model.ModelWeights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A network in OpenVINO, on the processor in bfloat16. Compiled once for all passes. */
final class OpenVinoNetwork extends LoadedNetwork {
  private final OpenVinoEngine engine;
  private final MemorySegment compiled;

  private OpenVinoNetwork(
      OpenVinoEngine engine, MemorySegment compiled, ModelManifest manifest, ModelWeights weights) {
    super(engine.label(), "cpu", manifest, weights);
    this.engine = engine;
    this.compiled = compiled;
  }

  /** Loads and tries it; closes the engine where that fails. */
  static OpenVinoNetwork load(
      OpenVinoEngine engine,
      ModelManifest manifest,
      ModelWeights weights,
      Parallelism parallelism) {
    OpenVinoNetwork network;
    try {
      MemorySegment compiled = compile(engine, weights.read(), parallelism);
      network = new OpenVinoNetwork(engine, compiled, manifest, weights);
    } catch (IOException | IllegalStateException e) {
      engine.close();
      throw Trial.unusable(weights.name(), "loaded", engine.label(), e);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    Trial.of(network, weights.name());
    return network;
  }

  private static MemorySegment compile(
      OpenVinoEngine engine, byte[] archive, Parallelism parallelism) throws IOException {
    Map<String, byte[]> files = unzip(archive);
    byte[] graph = files.get("model.xml");
    byte[] weights = files.get("model.bin");
    if (graph == null || weights == null) {
      throw new IOException("it is no archive of model.xml and model.bin");
    }
    return engine.compile(graph, weights, parallelism);
  }

  private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  @Override
  public ForwardPass openPass(int maxBatch) {
    return new OpenVinoForwardPass(engine.library(), compiled, inputSize(), maxBatch);
  }

  @Override
  public void close() {
    engine.library().call("ov_compiled_model_free", compiled);
    engine.close();
  }
}
