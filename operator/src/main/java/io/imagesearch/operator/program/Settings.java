package io.imagesearch.operator.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a process is told. As arguments, which go before its environment: a template adds settings
 * and can't change these.
 */
public final class Settings {
  private final List<String> arguments = new ArrayList<>(List.of("serve"));

  public Settings set(String name, Object value) {
    arguments.add("--" + name + "=" + value);
    return this;
  }

  public Settings set(String name, Optional<?> value) {
    value.ifPresent(given -> set(name, given));
    return this;
  }

  public List<String> arguments() {
    return List.copyOf(arguments);
  }
}
