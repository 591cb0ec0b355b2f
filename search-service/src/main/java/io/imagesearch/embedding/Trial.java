package io.imagesearch.embedding;

import io.imagesearch.model.ModelException;

/** The first run of a loaded network: it must give what its manifest promises. */
final class Trial {
  private Trial() {}

  /** Closes a network that fails. Two pictures, since one exported for just one fails only then. */
  static void of(Network network, String weights) {
    try (ForwardPass pass = network.openPass(2)) {
      for (float[] row : pass.run(0, 2)) {
        check(row, network.dimension(), weights);
      }
    } catch (EmbeddingException e) {
      network.close();
      throw unusable(weights, "run", network.engine(), e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * What an engine would not do.
   *
   * @param done {@code loaded} or {@code run}
   */
  static ModelException unusable(String weights, String done, String engine, Throwable cause) {
    return unusable(weights, "can't be %s by %s: %s".formatted(done, engine, firstLine(cause)));
  }

  private static ModelException unusable(String weights, String why) {
    return new ModelException(weights + " " + why);
  }

  private static void check(float[] row, int dimension, String weights) {
    if (row.length != dimension) {
      throw unusable(
          weights,
          "gives %d numbers, not the 'dimension' %d of model.json; export the model again"
              .formatted(row.length, dimension));
    }
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw unusable(weights, "gives numbers that are not finite; export the model again");
      }
    }
  }

  /** The engine's own words, of which the first line says most. */
  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
