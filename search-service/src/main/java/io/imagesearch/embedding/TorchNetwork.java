package io.imagesearch.embedding;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import io.imagesearch.model.ModelException;
import io.imagesearch.model.ModelFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A TorchScript network, loaded and known to give what its manifest promises. */
final class TorchNetwork implements Network {
  private final TorchEngine engine;
  private final Model model;
  private final int inputSize;
  private final int dimension;

  private TorchNetwork(TorchEngine engine, Model model, int inputSize, int dimension) {
    this.engine = engine;
    this.model = model;
    this.inputSize = inputSize;
    this.dimension = dimension;
  }

  static TorchNetwork load(TorchEngine engine, ModelFolder folder) {
    Model model = Model.newInstance(folder.manifest().name(), Device.cpu(), TorchEngine.NAME);
    try {
      // From the very bytes whose digest was checked, and out of a jar without a copy on disk.
      model.load(new ByteArrayInputStream(folder.readWeights()));
      TorchNetwork network =
          new TorchNetwork(
              engine,
              model,
              folder.manifest().preprocessing().size(),
              folder.manifest().dimension());
      network.check(folder);
      return network;
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw unusable(folder, "can't be loaded by %s: %s".formatted(engine.label(), firstLine(e)));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public ForwardPass openPass(int maxBatch) {
    return new TorchForwardPass(model, inputSize, maxBatch);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String engine() {
    return engine.label();
  }

  @Override
  public void close() {
    model.close();
  }

  /** Two pictures, since a network that was exported for just one fails only then. */
  private void check(ModelFolder folder) {
    try (ForwardPass pass = openPass(2)) {
      for (float[] row : pass.run(0, 2)) {
        if (row.length != dimension) {
          throw unusable(
              folder,
              "gives %d numbers, not the 'dimension' %d of model.json; export the model again"
                  .formatted(row.length, dimension));
        }
        for (float value : row) {
          if (!Float.isFinite(value)) {
            throw unusable(folder, "gives numbers that are not finite; export the model again");
          }
        }
      }
    }
  }

  private static ModelException unusable(ModelFolder folder, String why) {
    return new ModelException(folder.weightsName() + " " + why);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
