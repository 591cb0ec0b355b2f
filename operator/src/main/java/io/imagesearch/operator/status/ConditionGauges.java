package io.imagesearch.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The conditions of clusters for those who are woken by them: 1 is true, 0 false, -1 unknown. They
 * are those that the status has, and go with the cluster.
 */
public final class ConditionGauges {
  private static final String CONDITION = "image.search.cluster.condition";
  private static final String HIBERNATED = "image.search.cluster.hibernated";

  private final MeterRegistry registry;
  private final Map<Key, Shown> clusters = new ConcurrentHashMap<>();

  private record Key(String namespace, String cluster) {}

  private record Shown(Map<String, Double> values, List<Meter> meters) {
    Shown() {
      this(new ConcurrentHashMap<>(), new ArrayList<>());
    }
  }

  public ConditionGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Shows what is written of a cluster.
   *
   * @param hibernated whether it shall not be ready
   */
  public void show(
      String namespace, String cluster, boolean hibernated, List<Condition> conditions) {
    clusters.compute(
        new Key(namespace, cluster),
        (key, before) -> {
          Shown shown = before == null ? new Shown() : before;
          set(key, shown, "", hibernated ? 1 : 0);
          conditions.forEach(each -> set(key, shown, each.getType(), value(each)));
          return shown;
        });
  }

  /** Takes a cluster out that is gone. */
  public void forget(String namespace, String cluster) {
    clusters.computeIfPresent(
        new Key(namespace, cluster),
        (_, shown) -> {
          shown.meters().forEach(registry::remove);
          return null;
        });
  }

  /** Takes out all that are gone, also those whose end was missed or that were shown after it. */
  public void retain(BiPredicate<String, String> there) {
    for (Key key : clusters.keySet()) {
      if (!there.test(key.namespace(), key.cluster())) {
        forget(key.namespace(), key.cluster());
      }
    }
  }

  private void set(Key key, Shown shown, String condition, double value) {
    if (shown.values().put(condition, value) == null) {
      shown.meters().add(gauge(key, condition, shown.values()));
    }
  }

  private Meter gauge(Key key, String condition, Map<String, Double> values) {
    Tags cluster = Tags.of("namespace", key.namespace(), "search_cluster", key.cluster());
    boolean hibernated = condition.isEmpty();
    return Gauge.builder(
            hibernated ? HIBERNATED : CONDITION,
            values,
            all -> all.getOrDefault(condition, Double.NaN))
        .tags(hibernated ? cluster : cluster.and("condition", condition))
        .strongReference(true)
        .register(registry);
  }

  private static double value(Condition condition) {
    return switch (condition.getStatus()) {
      case "True" -> 1;
      case "False" -> 0;
      default -> -1;
    };
  }
}
