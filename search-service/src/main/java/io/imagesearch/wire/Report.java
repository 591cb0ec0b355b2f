package io.imagesearch.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import io.imagesearch.embedding.EmbedderStatus;
import java.util.Locale;

/**
 * What an embedder says of itself.
 *
 * @param embedder what it embeds with, and how it fares
 */
public record Report(State state, EmbedderStatus embedder) {

  /** Whether it takes work. */
  public enum State {
    STARTING,
    READY,
    DRAINING;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
