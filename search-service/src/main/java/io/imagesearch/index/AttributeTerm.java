package io.imagesearch.index;

import java.math.BigDecimal;

/** An attribute and its value as one text, by which pictures are filtered. */
public final class AttributeTerm {
  private AttributeTerm() {}

  /** Equal exactly for equal values, numbers by what they are worth; a key has no space. */
  public static String of(String key, Object value) {
    return switch (value) {
      case String text -> key + " s" + text;
      case Boolean flag -> key + " b" + flag;
      case Double number when !Double.isFinite(number) -> key + " n" + number;
      case Float number when !Float.isFinite(number) -> key + " n" + number;
      default -> key + " n" + canonical(new BigDecimal(value.toString()));
    };
  }

  private static String canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.unscaledValue() + "e" + -stripped.scale();
  }
}
