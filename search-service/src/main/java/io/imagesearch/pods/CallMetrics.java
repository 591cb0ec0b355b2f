package io.imagesearch.pods;

import io.imagesearch.model.ModelIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of one model's embedders as an API sees them, all under {@code embedders}. */
final class CallMetrics {
  private final MeterRegistry registry;
  private final Tags model;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();

  CallMetrics(MeterRegistry registry, ModelIdentity model, Pods pods) {
    this.registry = registry;
    this.model = Tags.of("model", model.fingerprint());
    List<PodState> states = Arrays.asList(PodState.values());
    states.forEach(state ->
        meters.add(
            Gauge.builder("embedders.pods", pods, all -> count(all, state))
                .tags(this.model.and("state", state.label()))
                .register(registry)));
  }

  /** One request to one embedder; a picture may need several. */
  void asked(String outcome, long nanos) {
    var timer = registry.timer("embedders.call", model.and("outcome", outcome));
    meters.add(timer);
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Takes them out of the registry: nobody asks these embedders any more. */
  void remove() {
    meters.forEach(registry::remove);
  }

  private static long count(Pods pods, PodState state) {
    return pods.all().stream().filter(pod -> pod.state() == state).count();
  }
}
