package io.imagesearch.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.imagesearch.operator.Clusters;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose sessions are ended. */
class FailoverTest {
  private static final Cluster SHOP = Clusters.of("{}");

  private final List<String> ended = new ArrayList<>();
  private final Failover failover =
      new Failover((_, _, addresses) -> addresses.forEach(ended::add), Runnable::run);

  @Test
  void whatWasKilledIsEndedAtOnceAndOnce() {
    look(ready(Tier.MIX_COORD, "1"), ready(Tier.MIX_COORD, "2"), ready(Tier.QUERY_NODE, "3"));
    assertThat(ended).isEmpty();
    look(ready(Tier.MIX_COORD, "2"), ready(Tier.MIX_COORD, "4"));
    assertThat(ended).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.3");
    look(ready(Tier.MIX_COORD, "2"), ready(Tier.MIX_COORD, "4"));
    assertThat(ended).hasSize(2);
  }

  @Test
  void whatAnEvictedPodLeftIsEnded() {
    look(ready(Tier.PROXY, "1"));
    look(
        new PodBuilder(ready(Tier.PROXY, "1"))
            .editStatus()
            .withPhase("Failed")
            .endStatus()
            .build());
    assertThat(ended).containsExactly("10.0.0.1");
  }

  @Test
  void anAddressThatHasANewOwnerIsLeftAlone() {
    look(ready(Tier.PROXY, "1"));
    look(
        new PodBuilder(ready(Tier.PROXY, "1")).editMetadata().withUid("new").endMetadata().build());
    assertThat(ended).isEmpty();
  }

  @Test
  void aCoordinatorThatShallEndIsRelievedOnce() {
    look(leaving(Tier.MIX_COORD, "1"), ready(Tier.MIX_COORD, "2"));
    look(leaving(Tier.MIX_COORD, "1"), ready(Tier.MIX_COORD, "2"));
    assertThat(ended).containsExactly("10.0.0.1");
  }

  @Test
  void aCoordinatorStaysUntilThereIsAnother() {
    Pod starting =
        new PodBuilder(ready(Tier.MIX_COORD, "2"))
            .editStatus()
            .withConditions(List.of())
            .endStatus()
            .build();
    look(leaving(Tier.MIX_COORD, "1"), starting);
    look(leaving(Tier.MIX_COORD, "1"), leaving(Tier.MIX_COORD, "2"));
    look(leaving(Tier.MIX_COORD, "1"), ready(Tier.PROXY, "2"));
    assertThat(ended).doesNotContain("10.0.0.1");
  }

  @Test
  void nodesDrainForAsLongAsTheyLike() {
    look(leaving(Tier.QUERY_NODE, "1"), ready(Tier.QUERY_NODE, "2"));
    assertThat(ended).isEmpty();
  }

  @Test
  void aClusterThatSleepsIsLeftAlone() {
    look(ready(Tier.MIX_COORD, "1"));
    failover.look(Clusters.of("{hibernated: true}"), new World(List.of()));
    look();
    assertThat(ended).isEmpty();
  }

  private void look(Pod... pods) {
    failover.look(SHOP, new World(List.of(pods)));
  }

  private static Pod leaving(Tier tier, String number) {
    return new PodBuilder(ready(tier, number))
        .editMetadata()
        .withDeletionTimestamp("2026-01-01T00:00:00Z")
        .endMetadata()
        .build();
  }

  private static Pod ready(Tier tier, String number) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(tier.component() + "-" + number)
        .withUid("uid-" + number)
        .withLabels(Labels.of("shop", tier.component()))
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP("10.0.0." + number)
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }
}
