package io.imagesearch.operator.observe;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The line that says most of what a process wrote before it ended. */
final class LastWords {
  private static final String CAUSE = "Caused by: ";

  /** Where a failure came from in the program, which only its authors can use. */
  private static final Pattern FRAME =
      Pattern.compile("\\s*at \\S+\\(.*\\).*|\\s*\\.\\.\\. \\d+ (common frames omitted|more)");

  private LastWords() {}

  /** The innermost cause of a failure that was written as a whole, or else the last line. */
  static String of(@Nullable String text) {
    List<String> lines =
        text == null
            ? List.of()
            : text.lines()
                .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
                .map(String::strip)
                .toList();
    return lines.stream()
        .filter(line -> line.startsWith(CAUSE))
        .reduce((outer, inner) -> inner)
        .map(line -> line.substring(CAUSE.length()))
        .orElse(lines.isEmpty() ? "it wrote nothing" : lines.getLast());
  }
}
