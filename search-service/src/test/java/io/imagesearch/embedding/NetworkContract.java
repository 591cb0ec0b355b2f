package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;

/** What holds for a network of the bundled model, whatever engine has loaded it. */
final class NetworkContract {
  private NetworkContract() {}

  static void givesEachPictureOfABatchWhatItGetsAlone(Network network) {
    try (ForwardPass pass = network.openPass(8)) {
      EnginesIT.fill(pass.input(), 1);
      float[][] together = pass.run(0, 8);
      assertThat(together).hasDimensions(8, network.dimension());
      for (int i = 0; i < 8; i++) {
        Embedding alone = Embedding.of(pass.run(i, 1)[0]);
        assertThat(alone.cosine(Embedding.of(together[i]))).isCloseTo(1, within(1e-5f));
      }
      assertThat(Embedding.of(together[0]).cosine(Embedding.of(together[1]))).isLessThan(0.9999f);
    }
  }

  static void servesPassesSideBySide(Network network) throws InterruptedException {
    float[][] rows = new float[4][];
    List<Thread> threads =
        IntStream.range(0, rows.length)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> {
                      try (ForwardPass pass = network.openPass(1)) {
                        EnginesIT.fill(pass.input(), 3);
                        rows[i] = pass.run(0, 1)[0];
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(List.of(rows)).allSatisfy(row -> assertThat(row).containsExactly(rows[0]));
  }
}
