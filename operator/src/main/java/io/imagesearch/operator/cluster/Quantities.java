package io.imagesearch.operator.cluster;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Amounts as the API server writes them: 1000m is given back as 1, and 1024Mi as 1Gi. Where they
 * are not a container's, which the comparison knows about, anything else would differ for ever.
 */
public final class Quantities {
  private static final Map<String, BigDecimal> BINARY =
      powers(1024, "Ei", "Pi", "Ti", "Gi", "Mi", "Ki");
  private static final Map<String, BigDecimal> DECIMAL = powers(1000, "E", "P", "T", "G", "M", "k");
  private static final BigDecimal MILLI = new BigDecimal("0.001");
  private static final BigDecimal MICRO = new BigDecimal("0.000001");

  private Quantities() {}

  /**
   * The same amount with the largest unit of its kind that leaves a whole number. What is none
   * stays as it is, for the API server to refuse.
   */
  public static Quantity canonical(Quantity quantity) {
    BigDecimal amount;
    try {
      amount = Quantity.getAmountInBytes(quantity);
    } catch (IllegalArgumentException e) {
      return quantity;
    }
    Map<String, BigDecimal> units = BINARY.containsKey(quantity.getFormat()) ? BINARY : DECIMAL;
    for (Map.Entry<String, BigDecimal> unit : units.entrySet()) {
      if (amount.signum() != 0 && isWhole(amount, unit.getValue())) {
        return of(amount, unit.getValue(), unit.getKey());
      }
    }
    if (isWhole(amount, BigDecimal.ONE)) {
      return of(amount, BigDecimal.ONE, "");
    }
    return isWhole(amount, MILLI) ? of(amount, MILLI, "m") : of(amount, MICRO, "u");
  }

  private static boolean isWhole(BigDecimal amount, BigDecimal unit) {
    return amount.remainder(unit).signum() == 0;
  }

  private static Quantity of(BigDecimal amount, BigDecimal unit, String format) {
    return new Quantity(amount.divide(unit, 0, RoundingMode.UP).toPlainString(), format);
  }

  private static Map<String, BigDecimal> powers(int base, String... largestFirst) {
    Map<String, BigDecimal> powers = new LinkedHashMap<>();
    for (int i = 0; i < largestFirst.length; i++) {
      powers.put(largestFirst[i], BigDecimal.valueOf(base).pow(largestFirst.length - i));
    }
    return powers;
  }
}
