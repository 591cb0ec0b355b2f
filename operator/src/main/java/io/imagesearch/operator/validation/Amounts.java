package io.imagesearch.operator.validation;

import io.fabric8.kubernetes.api.model.Quantity;
import io.imagesearch.operator.api.v1alpha1.Forms;
import io.imagesearch.operator.api.v1alpha1.ResourceAmounts;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules of amounts, such as 500m or 1Gi. */
final class Amounts {
  private Amounts() {}

  static void check(String path, @Nullable ResourceAmounts resources, Violations violations) {
    if (resources == null) {
      return;
    }
    Map<String, BigDecimal> requests = read(path + ".requests", resources.requests(), violations);
    Map<String, BigDecimal> limits = read(path + ".limits", resources.limits(), violations);
    requests.forEach((name, request) -> {
      BigDecimal limit = limits.get(name);
      violations.unless(
          limit == null || request.compareTo(limit) <= 0,
          path + ".requests." + name,
          "give at most what limits." + name + " allows");
    });
  }

  /** The amount, if it is one. */
  static Optional<BigDecimal> amount(@Nullable String text) {
    return text == null || text.length() > 32 || !text.matches(Forms.AMOUNT)
        ? Optional.empty()
        : Optional.of(Quantity.getAmountInBytes(new Quantity(text)));
  }

  private static Map<String, BigDecimal> read(
      String path, @Nullable Map<String, String> amounts, Violations violations) {
    Map<String, BigDecimal> read = new HashMap<>();
    if (amounts != null) {
      amounts.forEach((name, text) ->
          amount(text)
              .ifPresentOrElse(
                  amount -> read.put(name, amount),
                  () ->
                      violations.add(
                          path + "." + name,
                          Objects.requireNonNull(Forms.SENTENCES.get(Forms.AMOUNT)))));
    }
    return read;
  }
}
