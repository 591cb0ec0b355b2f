package io.imagesearch.cli;

/** Text from elsewhere, made fit for a terminal. */
final class Printable {
  private Printable() {}

  /** Without control characters: names and attributes are other people's, and could steer one. */
  static String of(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '_' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The columns that it takes: East Asian characters take two, combining marks none. */
  static int columns(String text) {
    return text.codePoints().map(Printable::columns).sum();
  }

  /** Cut to the columns from its end, where file names differ, or padded up to them. */
  static String fitEnd(String text, int columns) {
    int width = columns(text);
    if (width <= columns) {
      return text + " ".repeat(columns - width);
    }
    int from = 0;
    while (width > columns - 1) {
      int c = text.codePointAt(from);
      width -= columns(c);
      from += Character.charCount(c);
    }
    return "…" + text.substring(from) + " ".repeat(columns - 1 - width);
  }

  /** Cut to the columns at its end, or padded up to them. */
  static String fitStart(String text, int columns) {
    int width = columns(text);
    if (width <= columns) {
      return text + " ".repeat(columns - width);
    }
    int to = text.length();
    while (width > columns - 1) {
      int c = text.codePointBefore(to);
      width -= columns(c);
      to -= Character.charCount(c);
    }
    return text.substring(0, to) + "…" + " ".repeat(columns - 1 - width);
  }

  private static int columns(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return Character.isIdeographic(c)
        || (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x3000 && c <= 0x30FF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xFF01 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF);
  }
}
