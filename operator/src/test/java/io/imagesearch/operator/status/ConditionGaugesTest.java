package io.imagesearch.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionGaugesTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ConditionGauges gauges = new ConditionGauges(registry);

  @Test
  void tellTheConditionsOfNow() {
    gauges.show(
        "shops",
        "shoes",
        true,
        List.of(
            condition("Ready", "False"),
            condition("SpecValid", "True"),
            condition("ApiReady", "Unknown")));
    assertThat(value("shoes", "Ready")).isZero();
    assertThat(value("shoes", "SpecValid")).isEqualTo(1);
    assertThat(value("shoes", "ApiReady")).isEqualTo(-1);
    assertThat(hibernated("shoes")).isEqualTo(1);

    gauges.show("shops", "shoes", false, List.of(condition("Ready", "True")));
    assertThat(value("shoes", "Ready")).isEqualTo(1);
    assertThat(hibernated("shoes")).isZero();
  }

  @Test
  void goWithTheirCluster() {
    gauges.show("shops", "shoes", false, List.of(condition("Ready", "True")));
    gauges.show("shops", "bags", false, List.of(condition("Ready", "False")));
    gauges.forget("shops", "shoes");
    assertThat(registry.getMeters())
        .allMatch(meter -> "bags".equals(meter.getId().getTag("search_cluster")))
        .hasSize(2);

    gauges.show("shops", "shoes", false, List.of(condition("Ready", "True")));
    assertThat(value("shoes", "Ready")).isEqualTo(1);
  }

  @Test
  void goAlsoWhereTheEndWasMissed() {
    gauges.show("shops", "shoes", false, List.of(condition("Ready", "True")));
    gauges.show("shops", "bags", false, List.of(condition("Ready", "False")));
    gauges.retain((namespace, cluster) -> namespace.equals("shops") && cluster.equals("bags"));
    assertThat(registry.getMeters())
        .allMatch(meter -> "bags".equals(meter.getId().getTag("search_cluster")))
        .hasSize(2);
  }

  private double value(String cluster, String condition) {
    return registry
        .get("image.search.cluster.condition")
        .tags("namespace", "shops", "search_cluster", cluster, "condition", condition)
        .gauge()
        .value();
  }

  private double hibernated(String cluster) {
    return registry
        .get("image.search.cluster.hibernated")
        .tags("namespace", "shops", "search_cluster", cluster)
        .gauge()
        .value();
  }

  private static Condition condition(String type, String status) {
    return new ConditionBuilder().withType(type).withStatus(status).build();
  }
}
