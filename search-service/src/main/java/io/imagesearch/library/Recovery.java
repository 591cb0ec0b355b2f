package io.imagesearch.library;

import io.imagesearch.image.ImageId;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.store.ImageStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the changes that a crash cut short. The index decides: what it has was added (or not yet
 * deleted) and stays; what it lacks was never acknowledged (or is as good as deleted) and goes.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private Recovery() {}

  /** Runs before anything else may change the collection. */
  static void run(ImageStore store, VectorIndex index) {
    List<ImageId> unsettled = store.unsettled();
    int removed = 0;
    for (ImageId id : unsettled) {
      if (index.get(id).isEmpty()) {
        store.delete(id);
        removed++;
      } else if (store.original(id).isEmpty()) {
        // Only a store that lost a file leads here: a picture without its bytes can't be shown.
        index.delete(id);
        store.delete(id);
        removed++;
      }
      store.settle(id);
    }
    if (!unsettled.isEmpty()) {
      log.atInfo()
          .addKeyValue("unsettled", unsettled.size())
          .addKeyValue("removed", removed)
          .log("Ended the changes that the last stop cut short");
    }
  }
}
