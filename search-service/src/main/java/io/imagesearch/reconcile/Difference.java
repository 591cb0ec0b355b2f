package io.imagesearch.reconcile;

import com.fasterxml.jackson.annotation.JsonValue;
import io.imagesearch.image.ImageId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A picture on which store and index did not agree.
 *
 * @param problem why it could not be repaired, by its problem's type
 */
record Difference(ImageId id, Kind kind, Outcome outcome, @Nullable String problem) {

  enum Kind {
    WITHOUT_VECTOR,
    WITHOUT_PICTURE;

    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Outcome {
    FOUND,
    REPAIRED,
    FAILED;

    @JsonValue
    String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
