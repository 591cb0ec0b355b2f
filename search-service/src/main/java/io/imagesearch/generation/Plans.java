package io.imagesearch.generation;

import io.imagesearch.store.ImageStore;
import io.imagesearch.store.StoreException;
import io.imagesearch.store.StoredDocument;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The plan as it lies in the store, changed by one process at a time. */
final class Plans {
  private static final String NAME = "generations";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ImageStore store;

  Plans(ImageStore store) {
    this.store = store;
  }

  /** Empty as long as nothing was ever moved. */
  Optional<Plan> read() {
    return store.document(NAME).map(StoredDocument::bytes).map(Plans::parse);
  }

  /**
   * Changes it; what others have changed meanwhile is looked at again.
   *
   * @param first what it is where there is none
   * @param change answers what it was given where nothing is to be done; what it throws ends this
   */
  Plan update(Plan first, UnaryOperator<Plan> change) {
    while (true) {
      Optional<StoredDocument> found = store.document(NAME);
      Plan present = found.map(StoredDocument::bytes).map(Plans::parse).orElse(first);
      Plan wanted = change.apply(present);
      if (wanted.equals(present)) {
        return present;
      }
      Plan next = wanted.next();
      byte[] bytes = JSON.writeValueAsBytes(next);
      if (store.writeDocument(NAME, found.map(StoredDocument::version), bytes)
          || isWritten(bytes)) {
        return next;
      }
    }
  }

  /** An own first attempt whose answer got lost makes the second one fail. */
  private boolean isWritten(byte[] bytes) {
    return store.document(NAME).filter(now -> Arrays.equals(now.bytes(), bytes)).isPresent();
  }

  private static Plan parse(byte[] json) {
    try {
      Plan plan = JSON.readValue(json, Plan.class);
      if (plan.version() != Plan.VERSION) {
        throw new StoreException("a plan of version " + plan.version() + " is not known", null);
      }
      return plan;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new StoreException("The plan of models can't be read: " + e.getMessage(), e);
    }
  }
}
