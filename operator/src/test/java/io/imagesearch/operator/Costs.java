package io.imagesearch.operator;

import io.imagesearch.operator.plane.ControlPlane;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What operator and control plane have taken so far.
 *
 * @param writes of the operator, but for its lease
 * @param cores processor time of each process
 * @param memory that each part of the control plane holds
 */
record Costs(Passes passes, int writes, Map<String, Duration> cores, Map<String, Long> memory) {

  /** Passes of the operator, and seconds of all together. */
  record Passes(double count, double seconds) {}

  static Costs of(ControlPlane plane, OperatorReplica operator, Passes passes, int writes) {
    Map<String, Duration> cores = new TreeMap<>(plane.processorTime());
    cores.put("operator", operator.processorTime());
    return new Costs(passes, writes, cores, plane.memory());
  }

  /** The difference as a line for a person. */
  String since(Costs before) {
    double count = passes.count() - before.passes.count();
    double seconds = passes.seconds() - before.passes.seconds();
    return String.format(
        Locale.ROOT,
        "%.0f passes of %.2f s, %d writes; processor time %s; memory %s",
        count,
        count == 0 ? 0 : seconds / count,
        writes - before.writes,
        cores.entrySet().stream()
            .map(part ->
                "%s %d s"
                    .formatted(
                        part.getKey(),
                        part.getValue()
                            .minus(before.cores.getOrDefault(part.getKey(), Duration.ZERO))
                            .toSeconds()))
            .collect(Collectors.joining(", ")),
        memory.entrySet().stream()
            .map(part -> "%s %d MiB".formatted(part.getKey(), part.getValue() >> 20))
            .collect(Collectors.joining(", ")));
  }
}
