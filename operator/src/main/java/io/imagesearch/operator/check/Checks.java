package io.imagesearch.operator.check;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;

/**
 * Asks what clusters stand on, again and again, and remembers the answers, so that whoever
 * reconciles never waits. A few threads serve all clusters.
 */
public final class Checks implements AutoCloseable {
  private final Map<Cluster, Map<Dependency, Watched>> watched = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor guards;
  private final Duration deadline;
  private final BiConsumer<String, String> changed;

  private record Cluster(String namespace, String name) {}

  /**
   * Begins with nothing to ask.
   *
   * @param parallelism how many are asked at once
   * @param deadline within which each has to answer
   * @param changed is told namespace and name of a cluster of which an answer is new
   */
  public Checks(int parallelism, Duration deadline, BiConsumer<String, String> changed) {
    this.threads = executor(parallelism, "checks");
    this.guards = executor(1, "checks-guard");
    this.deadline = deadline;
    this.changed = changed;
  }

  private static ScheduledThreadPoolExecutor executor(int size, String name) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(size, factory);
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /**
   * Asks these for a cluster from now on, and nothing else. A check that is asked already goes on
   * as it is; one that is new is asked at once.
   */
  public void watch(String namespace, String name, Map<Dependency, DependencyCheck> checks) {
    watched.compute(
        new Cluster(namespace, name),
        (_, before) -> {
          Map<Dependency, Watched> now = new EnumMap<>(Dependency.class);
          Map<Dependency, Watched> old =
              before == null ? new EnumMap<>(Dependency.class) : new EnumMap<>(before);
          checks.forEach((dependency, check) -> {
            Watched there = old.get(dependency);
            if (there != null && there.asks(check)) {
              now.put(dependency, there);
              old.remove(dependency);
            } else {
              now.put(dependency, start(namespace, name, check));
            }
          });
          old.values().forEach(Watched::stop);
          return Map.copyOf(now);
        });
  }

  private Watched start(String namespace, String name, DependencyCheck check) {
    Watched started =
        new Watched(check, deadline, threads, guards, () -> changed.accept(namespace, name));
    started.begin();
    return started;
  }

  /** The last answer, if there is one yet. */
  public Optional<CheckResult> result(String namespace, String name, Dependency dependency) {
    return Optional.ofNullable(watched.get(new Cluster(namespace, name)))
        .map(checks -> checks.get(dependency))
        .flatMap(Watched::result);
  }

  /** Asks nothing more for a cluster that is gone, or asleep. */
  public void forget(String namespace, String name) {
    Map<Dependency, Watched> gone = watched.remove(new Cluster(namespace, name));
    if (gone != null) {
      gone.values().forEach(Watched::stop);
    }
  }

  @Override
  public void close() {
    List.copyOf(watched.keySet()).forEach(each -> forget(each.namespace(), each.name()));
    threads.shutdownNow();
    guards.shutdownNow();
  }
}
