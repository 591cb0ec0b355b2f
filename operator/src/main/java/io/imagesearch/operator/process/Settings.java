package io.imagesearch.operator.process;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of the process, from its environment.
 *
 * @param namespaces that are looked after; empty for all
 * @param identity among replicas: the pod's name
 * @param namespace that the operator itself runs in, with the lease
 * @param leaderElection whether it shares the work with other replicas
 * @param port of health and metrics
 * @param resync after which a cluster is looked at though nothing happened
 * @param threads that reconcile side by side
 * @param checks whether stores and Milvus are asked how they are
 */
public record Settings(
    Set<String> namespaces,
    String identity,
    String namespace,
    boolean leaderElection,
    int port,
    Duration resync,
    int threads,
    boolean checks) {

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException that names the variable which makes no sense
   */
  public static Settings of(Map<String, String> environment) {
    String own = environment.getOrDefault("POD_NAMESPACE", "default");
    return new Settings(
        namespaces(environment.getOrDefault("WATCH_NAMESPACES", own)),
        environment.getOrDefault("POD_NAME", "local"),
        own,
        flag(environment, "LEADER_ELECTION", false),
        number(environment, "PORT", 8080, 0, 65535),
        Duration.ofSeconds(number(environment, "RESYNC_SECONDS", 300, 10, 86400)),
        number(environment, "RECONCILE_THREADS", 4, 1, 64),
        flag(environment, "DEPENDENCY_CHECKS", true));
  }

  /** A list with commas; {@code *} stands for all. */
  private static Set<String> namespaces(String list) {
    if ("*".equals(list.strip())) {
      return Set.of();
    }
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean flag(Map<String, String> environment, String name, boolean otherwise) {
    return switch (environment.getOrDefault(name, Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw new IllegalArgumentException(name + " is true or false, not '" + other + "'");
    };
  }

  private static int number(
      Map<String, String> environment, String name, int otherwise, int least, int most) {
    String given = environment.get(name);
    if (given == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw new IllegalArgumentException(
        "%s is a number from %d to %d, not '%s'".formatted(name, least, most, given));
  }
}
