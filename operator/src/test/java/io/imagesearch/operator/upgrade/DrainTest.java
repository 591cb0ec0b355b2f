package io.imagesearch.operator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.imagesearch.operator.cluster.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # wanted | least | desired existing updated available ending | next
          # More at once.
          5 | 1 | 3 3 3 3 0 | 5
          5 | 1 | 3 3 3 1 2 | 5
          3 | 1 | 3 3 3 3 0 | 3
          # Fewer: one, and the next when it is gone.
          2 | 1 | 5 5 5 5 0 | 4
          2 | 1 | 4 4 4 4 1 | 4
          2 | 1 | 4 4 4 4 0 | 3
          2 | 1 | 3 3 3 3 0 | 2
          # None while one isn't ready, or a new version is on its way.
          2 | 1 | 4 4 4 3 0 | 4
          2 | 1 | 4 5 1 4 0 | 4
          # Never fewer than copies.
          1 | 3 | 4 4 4 4 0 | 3
          1 | 3 | 3 3 3 3 0 | 3
          1 | 3 | 2 2 2 2 0 | 3
          """)
  void takesOneNodeAtATime(int wanted, int least, String state, int next) {
    assertThat(Drain.replicas(wanted, least, state(state, true))).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # desired existing updated available ending | seen | paused
          3 3 3 3 0 | true | false
          # A new pod is starting; nobody hands over.
          3 4 1 3 0 | true | false
          # The first old one hands over.
          3 3 1 3 1 | true | true
          3 4 2 3 1 | true | true
          # It is gone.
          3 4 2 4 0 | true | false
          # The last old one hands over: nothing is left that could be held.
          3 3 3 3 1 | true | false
          # Scaled in or evicted, and no rollout.
          2 2 2 2 1 | true | false
          # Scaled in, and then changed.
          2 2 2 2 1 | false | true
          """)
  void holdsARolloutWhileAPodHandsOver(String state, boolean observed, boolean paused) {
    assertThat(Drain.pauseRollout(state(state, observed))).isEqualTo(paused);
  }

  /** Or the next role would begin in the moment in which this one goes on. */
  @Test
  void isNotOverWhileItIsHeld() {
    Deployment queryNodes =
        new DeploymentBuilder()
            .withNewMetadata()
            .withGeneration(3L)
            .withAnnotations(Map.of())
            .endMetadata()
            .withNewSpec()
            .withPaused(true)
            .withReplicas(2)
            .withNewTemplate()
            .withNewSpec()
            .addNewContainer()
            .withImage("milvus")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(3L)
            .withReplicas(2)
            .withUpdatedReplicas(2)
            .withAvailableReplicas(2)
            .endStatus()
            .build();

    assertThat(RoleState.of(queryNodes, 0, new Version(2, 6, 16)).waitsFor())
        .contains("its rollout is still held");
    queryNodes.getSpec().setPaused(null);
    assertThat(RoleState.of(queryNodes, 0, new Version(2, 6, 16)).complete()).isTrue();
  }

  private static RoleState state(String numbers, boolean observed) {
    String[] parts = numbers.split(" ", -1);
    return new RoleState(
        new Version(2, 6, 16),
        "milvus",
        observed,
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        Integer.parseInt(parts[4]),
        false);
  }
}
