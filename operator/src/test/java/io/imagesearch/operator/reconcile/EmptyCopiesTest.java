package io.imagesearch.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.imagesearch.operator.Clusters;
import io.imagesearch.operator.check.LoadedCopy;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which query node ends for a copy without any, and when. */
class EmptyCopiesTest {
  private static final Cluster SHOP = Clusters.of("{milvus: {version: 2.3.5, replicas: 2}}");

  private final List<String> evicted = new ArrayList<>();
  private List<LoadedCopy> copies = List.of();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource source = () -> now;
  private final EmptyCopies emptyCopies =
      new EmptyCopies(
          (_, _) -> copies,
          (_, pod) -> evicted.add(pod.getMetadata().getName()),
          Runnable::run,
          source.withZone(ZoneOffset.UTC));

  @Test
  void theNodeThatCameLastEndsForACopyThatStaysEmpty() {
    copies = List.of(copy(1, "1", "2"), copy(2));
    assertThat(look(1)).isTrue();
    assertThat(evicted).isEmpty();
    later(EmptyCopies.PATIENCE);
    assertThat(look(1)).isTrue();
    assertThat(evicted).containsExactly("milvus-querynode-2");
  }

  @Test
  void itIsLookedAlsoWhereMilvusDoesNotSayHowManyAreLoaded() {
    copies = List.of(copy(1, "1", "2"), copy(2));
    emptyCopies.look(SHOP, world(ready("1"), ready("2")), null);
    later(EmptyCopies.PATIENCE);
    emptyCopies.look(SHOP, world(ready("1"), ready("2")), null);
    assertThat(evicted).hasSize(1);
  }

  @Test
  void aCopyThatGotItsNodeInTimeEndsNone() {
    copies = List.of(copy(1, "1", "2"), copy(2));
    look(1);
    later(EmptyCopies.PATIENCE);
    copies = List.of(copy(1, "1"), copy(2, "2"));
    look(1);
    copies = List.of(copy(1), copy(2, "1", "2"));
    look(1);
    assertThat(evicted).isEmpty();
  }

  @Test
  void oneEndsAtATime() {
    copies = List.of(copy(1, "1", "2"), copy(2));
    look(1);
    later(EmptyCopies.PATIENCE);
    look(1);
    look(1);
    assertThat(evicted).hasSize(1);
  }

  @Test
  void noneEndsWhileOneComesOrGoes() {
    copies = List.of(copy(1, "1", "2"), copy(2));
    Pod leaving =
        new PodBuilder(ready("2"))
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();
    for (World world : List.of(world(ready("1"), leaving), world(ready("1")))) {
      assertThat(emptyCopies.look(SHOP, world, 1)).isFalse();
      later(EmptyCopies.PATIENCE);
      assertThat(emptyCopies.look(SHOP, world, 1)).isFalse();
    }
    assertThat(evicted).isEmpty();
  }

  @Test
  void noneEndsWhereNoCopyHasSeveral() {
    copies = List.of(copy(1, "1"), copy(2), new LoadedCopy(8, 3, hosts("1", "2")));
    look(1);
    later(EmptyCopies.PATIENCE);
    look(1);
    assertThat(evicted).isEmpty();
  }

  @Test
  void nobodyIsAskedWhereAllAreLoadedOrAsleepOrMilvusDoesItItself() {
    World world = world(ready("1"), ready("2"));
    assertThat(look(2)).isFalse();
    assertThat(emptyCopies.look(SHOP, asleep(), null)).isFalse();
    assertThat(emptyCopies.look(Clusters.of("{milvus: {version: 2.3.5}}"), world, 0)).isFalse();
    assertThat(emptyCopies.look(Clusters.of("{milvus: {version: 2.6.16, replicas: 2}}"), world, 1))
        .isFalse();
  }

  private boolean look(int loaded) {
    return emptyCopies.look(SHOP, world(ready("1"), ready("2")), loaded);
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private static LoadedCopy copy(long id, String... nodes) {
    return new LoadedCopy(9, id, hosts(nodes));
  }

  private static Set<String> hosts(String... nodes) {
    return Set.of(Stream.of(nodes).map(node -> "10.0.0." + node).toArray(String[]::new));
  }

  private static World asleep() {
    return world(0);
  }

  /** With two query nodes asked for. */
  private static World world(Pod... pods) {
    return world(2, pods);
  }

  private static World world(int asked, Pod... pods) {
    HasMetadata deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName("shop-milvus-querynode")
            .withGeneration(1L)
            .withLabels(Labels.of("shop", Tier.QUERY_NODE.component()))
            .endMetadata()
            .withNewSpec()
            .withReplicas(asked)
            .withNewTemplate()
            .endTemplate()
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(1L)
            .withReplicas(pods.length)
            .withReadyReplicas(pods.length)
            .withUpdatedReplicas(pods.length)
            .withAvailableReplicas(pods.length)
            .endStatus()
            .build();
    return new World(Stream.concat(Stream.of(deployment), Stream.of(pods)).toList());
  }

  private static Pod ready(String number) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("milvus-querynode-" + number)
        .withCreationTimestamp("2026-01-01T00:00:0" + number + "Z")
        .withLabels(Labels.of("shop", Tier.QUERY_NODE.component()))
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP("10.0.0." + number)
        .endStatus()
        .build();
  }
}
