package io.imagesearch.pods;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The meters of an API's embedders, all under {@code embedders}. */
final class CallMetrics {
  private final MeterRegistry registry;

  CallMetrics(MeterRegistry registry, Pods pods) {
    this.registry = registry;
    Arrays.stream(PodState.values())
        .forEach(state ->
            Gauge.builder("embedders.pods", pods, all -> count(all, state))
                .tag("state", state.label())
                .register(registry));
  }

  /** One request to one embedder; a picture may need several. */
  void asked(String outcome, long nanos) {
    registry.timer("embedders.call", "outcome", outcome).record(nanos, TimeUnit.NANOSECONDS);
  }

  private static long count(Pods pods, PodState state) {
    return pods.all().stream().filter(pod -> pod.state() == state).count();
  }
}
