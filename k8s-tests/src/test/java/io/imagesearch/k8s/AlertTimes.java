package io.imagesearch.k8s;

import io.imagesearch.k8s.Prometheus.AlertSeen;
import io.imagesearch.k8s.Prometheus.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** When alerts became true after a fault, and when they fired. */
final class AlertTimes {
  private final Prometheus prometheus;
  private final Map<AlertCause, Map<String, Row>> rows = new LinkedHashMap<>();

  /**
   * Of an alert that fired.
   *
   * @param on from the fault until its expression was true
   * @param fired from the fault until it fired, in the time of the hurried rule
   * @param pending of the rule as the chart has it
   */
  private record Row(Duration on, Duration fired, Duration pending) {}

  AlertTimes(Prometheus prometheus) {
    this.prometheus = prometheus;
  }

  /** Those that have to tell of a fault and are pending or firing already. */
  Set<String> active(AlertCause cause) {
    Set<String> active = new TreeSet<>();
    for (Rule rule : prometheus.rules()) {
      if (cause.alerts().contains(rule.name()) && !rule.alerts().isEmpty()) {
        active.add(rule.name());
      }
    }
    return active;
  }

  /** Looks which alerts fire, and remembers when each did first; answers their names. */
  Set<String> note(AlertCause cause, Instant struck) {
    List<Rule> rules = prometheus.rules();
    Map<String, Row> known = rows.computeIfAbsent(cause, _ -> new LinkedHashMap<>());
    for (Rule rule : rules) {
      if (rule.group().startsWith(AlertRules.HURRIED)) {
        rule.alerts().stream()
            .filter(AlertSeen::firing)
            .map(AlertSeen::since)
            .min(Instant::compareTo)
            .ifPresent(since ->
                known.computeIfAbsent(
                    rule.name(),
                    name ->
                        new Row(
                            Duration.between(struck, since),
                            Duration.between(struck, Instant.now()),
                            shipped(rules, name))));
      }
    }
    return known.keySet();
  }

  private static Duration shipped(List<Rule> rules, String name) {
    return rules.stream()
        .filter(rule -> rule.name().equals(name))
        .filter(rule -> !rule.group().startsWith(AlertRules.HURRIED))
        .map(Rule::pending)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the chart has no " + name));
  }

  /** One row for each alert that a fault had to cause. */
  List<String> table() {
    List<String> table = new ArrayList<>();
    table.add("| fault | alert | true after, s | fired after, s | as shipped, after, min |");
    table.add("|---|---|--:|--:|--:|");
    rows.forEach((cause, fired) ->
        cause
            .alerts()
            .forEach(alert ->
                Optional.ofNullable(fired.get(alert))
                    .ifPresent(row -> table.add(line(cause, alert, row)))));
    return table;
  }

  private static String line(AlertCause cause, String name, Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %.1f |",
        cause.title(),
        name,
        Math.max(0, row.on().toSeconds()),
        row.fired().toSeconds(),
        row.on().plus(row.pending()).toSeconds() / 60.0);
  }
}
