package io.imagesearch.pods;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an embedder is given work. */
enum PodState {
  /** Not asked yet, or it says that it isn't ready. */
  STARTING,
  /** It is given work. */
  READY,
  /** It lost a request or misses probes: given work only where no other is ready. */
  SUSPECT,
  /** It is about to stop. */
  DRAINING,
  /** It can't be reached. */
  DOWN,
  /** It answers, but can't be used: another model, or the key is wrong. */
  REFUSED;

  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
