package io.imagesearch.operator.monitoring;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names in an expression of Prometheus. */
final class PromQl {
  /** What has names that are no metrics: text, labels, ranges. */
  private static final List<Pattern> OTHERS =
      List.of(
          Pattern.compile("\"[^\"]*\""),
          Pattern.compile("\\{[^}]*}"),
          Pattern.compile("\\[[^]]*]"),
          Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"));

  private static final Pattern NAME = Pattern.compile("(?<![\\w$])[a-z]\\w*\\b(?!\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum)$");

  private PromQl() {}

  /** The metrics that it reads, but for those that are documented. */
  static Set<String> unknown(String expression, Set<String> documented) {
    Set<String> unknown = new TreeSet<>(metrics(expression));
    unknown.removeIf(name ->
        documented.contains(name) || documented.contains(SUFFIX.matcher(name).replaceFirst("")));
    return unknown;
  }

  /** The metrics that it reads. */
  static Set<String> metrics(String expression) {
    String rest = expression;
    for (Pattern other : OTHERS) {
      rest = other.matcher(rest).replaceAll(" ");
    }
    Set<String> names = new TreeSet<>();
    NAME.matcher(rest).results().forEach(match -> names.add(match.group()));
    names.removeAll(WORDS);
    return names;
  }
}
