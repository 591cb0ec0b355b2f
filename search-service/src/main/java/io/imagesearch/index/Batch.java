package io.imagesearch.index;

import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexWriter;

/** The changes of one commit; knows what its own earlier changes did. */
final class Batch {
  private final IndexWriter writer;
  private final Predicate<ImageId> committed;
  private final Map<ImageId, Boolean> changed = new HashMap<>();

  Batch(IndexWriter writer, Predicate<ImageId> committed) {
    this.writer = writer;
    this.committed = committed;
  }

  /** Whether something was there to change. */
  boolean apply(Change change) throws IOException {
    return switch (change) {
      case Change.Upsert(var rows) -> {
        for (Change.Row row : rows) {
          writer.updateDocument(ImageDocument.key(row.id()), row.document());
          changed.put(row.id(), true);
        }
        yield true;
      }
      case Change.Delete(var id) -> {
        Boolean here = changed.get(id);
        boolean present = here != null ? here : committed.test(id);
        if (present) {
          writer.deleteDocuments(ImageDocument.key(id));
          changed.put(id, false);
        }
        yield present;
      }
    };
  }
}
