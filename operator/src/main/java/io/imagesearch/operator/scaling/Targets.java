package io.imagesearch.operator.scaling;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import io.imagesearch.operator.cluster.Quantities;
import java.util.Objects;
import java.util.stream.Stream;

/** The amounts that metrics are held to, as the API server writes them. */
final class Targets {
  private Targets() {}

  /** Changes the metric that is given, and answers it. */
  static MetricSpec canonical(MetricSpec metric) {
    Stream.of(
            metric.getResource() == null ? null : metric.getResource().getTarget(),
            metric.getContainerResource() == null
                ? null
                : metric.getContainerResource().getTarget(),
            metric.getPods() == null ? null : metric.getPods().getTarget(),
            metric.getObject() == null ? null : metric.getObject().getTarget(),
            metric.getExternal() == null ? null : metric.getExternal().getTarget())
        .filter(Objects::nonNull)
        .forEach(Targets::canonical);
    return metric;
  }

  private static void canonical(MetricTarget target) {
    Quantity average = target.getAverageValue();
    if (average != null) {
      target.setAverageValue(Quantities.canonical(average));
    }
    Quantity value = target.getValue();
    if (value != null) {
      target.setValue(Quantities.canonical(value));
    }
  }
}
