package io.imagesearch.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.Clusters;
import io.imagesearch.operator.cluster.Tier;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicasTest {
  private static final String SCALED = "{api: {autoscaling: {minReplicas: 2, maxReplicas: 9}}}";

  @Test
  void areWhatTheSpecSays() {
    assertThat(Replicas.of(Clusters.of("{}"), Tier.API)).contains(2);
    assertThat(Replicas.of(Clusters.of("{api: {replicas: 0}}"), Tier.API)).contains(0);
  }

  @Test
  void areLeftToAnAutoscaler() {
    assertThat(Replicas.of(Clusters.of(SCALED), Tier.API)).isEmpty();
  }

  @Test
  void areWhatWasSeenWhileAnAutoscalerTakesOver() {
    assertThat(Replicas.of(Clusters.seen(SCALED, Map.of(Tier.API, 5), false, false), Tier.API))
        .contains(5);
  }

  @Test
  void areNoneInHibernation() {
    assertThat(Replicas.of(Clusters.of("{hibernated: true}"), Tier.API)).contains(0);
    assertThat(
            new Autoscalers()
                .desired(Clusters.of("{hibernated: true, api: {autoscaling: {maxReplicas: 3}}}")))
        .isEmpty();
  }

  @Test
  void keepNodesDrainable() {
    assertThat(new DisruptionBudgets().desired(Clusters.of("{api: {replicas: 1}}"))).isEmpty();
    assertThat(new DisruptionBudgets().desired(Clusters.of(SCALED))).hasSize(1);
  }
}
