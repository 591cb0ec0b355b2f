package io.imagesearch.reconcile;

import io.imagesearch.reconcile.Difference.Kind;
import io.imagesearch.reconcile.Difference.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Counts what a comparison finds; a bounded number of differences is kept. */
final class Tally {
  private static final int KEPT = 100;

  private final boolean repair;
  private final List<Difference> differences = new ArrayList<>();
  private long pictures;
  private long vectors;
  private long withoutVector;
  private long withoutPicture;
  private long repaired;
  private long failed;
  private long busy;

  Tally(boolean repair) {
    this.repair = repair;
  }

  synchronized void count(boolean stored, boolean indexed) {
    pictures += stored ? 1 : 0;
    vectors += indexed ? 1 : 0;
  }

  synchronized void add(Difference difference) {
    if (difference.kind() == Kind.WITHOUT_VECTOR) {
      withoutVector++;
    } else {
      withoutPicture++;
    }
    repaired += difference.outcome() == Outcome.REPAIRED ? 1 : 0;
    failed += difference.outcome() == Outcome.FAILED ? 1 : 0;
    if (differences.size() < KEPT) {
      differences.add(difference);
    }
  }

  synchronized void addBusy() {
    busy++;
  }

  synchronized ReconcileReport report(String state) {
    return new ReconcileReport(
        state,
        repair,
        pictures,
        vectors,
        withoutVector,
        withoutPicture,
        repaired,
        failed,
        busy,
        List.copyOf(differences),
        null);
  }
}
