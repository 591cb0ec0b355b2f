package io.imagesearch.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How many pictures a worker takes at once, as its warm-up measured it.
 *
 * @param most beyond which a larger batch hardly embeds more pictures per second
 * @param calm for bulk work while people search: a pass of so many keeps a search waiting little
 *     longer than a pass of one does
 * @param nanosPerPicture in a pass of the largest size
 */
record BatchLimits(int most, int calm, double nanosPerPicture) {
  /**
   * What twice the batch has to bring in pictures per second. A batch is full only where so many
   * wait, and then those who wait longest gain by every picture more per second. On a processor
   * without bfloat16 instructions twice the batch brings nothing, on one with them 8 % and more up
   * to eight, on accelerators nearly twice as many.
   */
  private static final double WORTHWHILE = 1.05;

  /** How much longer than a pass of one a calm pass may take; on processors none of two does. */
  private static final double CALM = 1.5;

  private static final int ROUNDS = 3;

  private record Measured(int size, double nanos) {
    double rate() {
      return size / nanos;
    }
  }

  /**
   * Runs every batch size that will be used, so that no request pays for what an engine does the
   * first times, and stops at sizes that bring too little.
   */
  static BatchLimits measure(ForwardPass pass, int maxBatch, LongSupplier nanoTime) {
    List<Measured> worthwhile = new ArrayList<>();
    worthwhile.add(measureSize(pass, 1, nanoTime));
    while (worthwhile.getLast().size() < maxBatch) {
      int size = Math.min(maxBatch, 2 * worthwhile.getLast().size());
      Measured larger = measureSize(pass, size, nanoTime);
      if (larger.rate() < WORTHWHILE * worthwhile.getLast().rate()) {
        break;
      }
      worthwhile.add(larger);
    }
    Measured most = worthwhile.getLast();
    warmTheRest(pass, most.size());
    double calmNanos = CALM * worthwhile.getFirst().nanos();
    int calm =
        worthwhile.stream()
            .filter(each -> each.nanos() <= calmNanos)
            .mapToInt(Measured::size)
            .max()
            .orElse(1);
    return new BatchLimits(most.size(), calm, most.nanos() / most.size());
  }

  /** The best of some rounds: whatever else the machine does only makes a pass slower. */
  private static Measured measureSize(ForwardPass pass, int size, LongSupplier nanoTime) {
    pass.run(0, size);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long began = nanoTime.getAsLong();
      pass.run(0, size);
      best = Math.min(best, nanoTime.getAsLong() - began);
    }
    return new Measured(size, Math.max(1, best));
  }

  /** Twice: with some engines the second pass of a size is slow as well. */
  private static void warmTheRest(ForwardPass pass, int most) {
    BatchSizes.upTo(most)
        .filter(size -> size != most && Integer.bitCount(size) != 1)
        .forEach(size -> {
          pass.run(0, size);
          pass.run(0, size);
        });
  }
}
