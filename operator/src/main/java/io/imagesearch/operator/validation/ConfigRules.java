package io.imagesearch.operator.validation;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules of keys of milvus.yaml. */
final class ConfigRules {
  private ConfigRules() {}

  static void check(
      @Nullable Map<String, Object> config, Predicate<String> owned, Violations violations) {
    if (config != null) {
      check("", config, owned, violations);
    }
  }

  private static void check(
      String prefix, Map<?, ?> config, Predicate<String> owned, Violations violations) {
    config.forEach((name, value) -> {
      String key = prefix + name;
      if (value instanceof Map<?, ?> deeper) {
        check(key + ".", deeper, owned, violations);
      } else if (value != null && owned.test(key)) {
        violations.add(
            "spec.milvus.config." + key, "leave it out: the operator sets it by the rest of spec");
      }
    });
  }
}
