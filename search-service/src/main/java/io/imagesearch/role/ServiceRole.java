package io.imagesearch.role;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** The part of the service that a process is. */
public enum ServiceRole {
  /** Everything in one process. */
  ALL,
  /** All that callers see; pictures are embedded by embedder processes. */
  API,
  /** Embeds for API processes, and keeps nothing. */
  EMBEDDER;

  private static final String PROPERTY = "image-search.role";

  /**
   * What the settings ask for.
   *
   * @throws SettingException when it is no role
   */
  static ServiceRole of(Environment environment) {
    String asked = environment.getProperty(PROPERTY, ALL.label());
    return Stream.of(values())
        .filter(role -> role.label().equals(asked.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new SettingException(
                PROPERTY
                    + " is one of "
                    + Stream.of(values()).map(ServiceRole::label).collect(Collectors.joining(", "))
                    + ", not '"
                    + asked
                    + "'"));
  }

  /** As settings and health write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
