package io.imagesearch.operator.secret;

import java.security.SecureRandom;

/** Texts of the digits 0–9 and a–v: five random bits in each. */
final class RandomText {
  private static final int BASE = 32;

  private RandomText() {}

  static String of(SecureRandom random, int length) {
    return random
        .ints(length, 0, BASE)
        .collect(
            StringBuilder::new,
            (text, digit) -> text.append(Character.forDigit(digit, BASE)),
            StringBuilder::append)
        .toString();
  }
}
