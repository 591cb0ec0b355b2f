package io.imagesearch.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much a key may do; null where there is no limit.
 *
 * @param requestsPerMinute calls that need a key
 * @param picturesPerHour pictures sent to be kept, also those that are refused or exist already
 */
public record Quotas(@Nullable Integer requestsPerMinute, @Nullable Integer picturesPerHour) {
  public static final Quotas NONE = new Quotas(null, null);

  public Quotas {
    if (Objects.requireNonNullElse(requestsPerMinute, 1) < 1
        || Objects.requireNonNullElse(picturesPerHour, 1) < 1) {
      throw new IllegalArgumentException("a quota is at least 1");
    }
  }

  @JsonIgnore
  public boolean isNone() {
    return equals(NONE);
  }
}
