package io.imagesearch.plan;

import java.util.Locale;

/** Amounts of memory, as people and as Kubernetes write them. */
final class Bytes {
  static final long GIB = 1L << 30;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Bytes() {}

  /** Such as 72.3 GiB. */
  static String text(double bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
  }

  /** Whole gibibytes that hold it, such as 73Gi. */
  static String quantity(double bytes) {
    return (long) Math.ceil(bytes / GIB) + "Gi";
  }
}
