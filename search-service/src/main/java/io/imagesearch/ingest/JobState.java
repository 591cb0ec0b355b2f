package io.imagesearch.ingest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an ingest job stands. */
enum JobState {
  WAITING,
  RUNNING,
  COMPLETED,
  CANCELLED,
  FAILED;

  boolean isEnd() {
    return switch (this) {
      case WAITING, RUNNING -> false;
      case COMPLETED, CANCELLED, FAILED -> true;
    };
  }

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
