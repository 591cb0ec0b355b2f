package io.imagesearch.index;

import io.imagesearch.image.ImageId;
import java.util.List;
import org.apache.lucene.document.Document;

/** What one call wants changed. */
sealed interface Change {
  record Upsert(List<Row> rows) implements Change {}

  record Delete(ImageId id) implements Change {}

  record Row(ImageId id, Document document) {
    static Row of(IndexedImage image) {
      return new Row(image.details().id(), ImageDocument.of(image));
    }
  }
}
