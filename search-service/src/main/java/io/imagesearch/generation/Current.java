package io.imagesearch.generation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request works with from its beginning to its end.
 *
 * @param standby where a second model is open here
 * @param standbyIsRequired whether what does not go to it must not be acknowledged
 */
public record Current(Generation serving, Optional<Generation> standby, boolean standbyIsRequired) {

  public List<Generation> all() {
    return Stream.concat(Stream.of(serving), standby.stream()).toList();
  }

  /** Whether a write has to end there. */
  public boolean requires(Generation generation) {
    return standbyIsRequired || generation.equals(serving);
  }
}
