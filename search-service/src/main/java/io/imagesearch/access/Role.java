package io.imagesearch.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a key may do; each role may do what those before it may. */
public enum Role {
  READ,
  WRITE,
  ADMIN;

  boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As it is written in files, answers and commands. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
