package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas of the operator, of which one leads. Times are printed, and decide nothing. */
@OnControlPlane
class LeadershipIT {
  private static final String SPEC = "{api: {replicas: %d}, milvus: {etcd: {replicas: 1}}}";

  private final ControlPlane plane;
  private final LiveClusters clusters;

  LeadershipIT(ControlPlane plane) {
    this.plane = plane;
    this.clusters = new LiveClusters(plane, "leader");
  }

  @BeforeEach
  void install() throws IOException {
    OperatorUnderTest.install(plane, clusters.namespace, Map.of());
  }

  @AfterEach
  void remove() {
    clusters.close();
  }

  @Test
  void anotherReplicaGoesOnWhereTheLeaderWasKilled() {
    try (OperatorReplica one = OperatorReplica.start(plane, clusters.namespace, "one");
        OperatorReplica two = OperatorReplica.start(plane, clusters.namespace, "two")) {
      clusters.apply("shop", SPEC.formatted(1));
      clusters.awaitReady("shop");
      OperatorReplica leader = "one".equals(holder()) ? one : two;
      leader.kill();
      long killed = System.nanoTime();
      clusters.apply("shop", SPEC.formatted(3));
      LiveClusters.eventually(() ->
          assertThat(
                  clusters.kubectl("get", "deployment/shop-api", "-o", "jsonpath={.spec.replicas}"))
              .isEqualTo("3"));
      System.out.printf(
          "leader killed: the next change was acted on after %d ms%n",
          (System.nanoTime() - killed) / 1_000_000);
    }
  }

  /** Kubernetes would wait half a minute, and kill it. */
  @Test
  void leaderThatIsToldToEndDoesAndLeavesItsPlace() {
    try (OperatorReplica one = OperatorReplica.start(plane, clusters.namespace, "one")) {
      LiveClusters.eventually(() -> assertThat(holder()).isEqualTo("one"));
      assertThat(one.endsWithin(Duration.ofSeconds(20))).isTrue();
      assertThat(holder()).isEmpty();
    }
  }

  @Test
  void comesBackByItselfWhenTheApiServerAndEtcdWereAway() {
    try (OperatorReplica one = OperatorReplica.start(plane, clusters.namespace, "one");
        OperatorReplica two = OperatorReplica.start(plane, clusters.namespace, "two")) {
      clusters.apply("shop", SPEC.formatted(1));
      clusters.awaitReady("shop");
      int replicas = 2;
      List<Consumer<Runnable>> outages = List.of(plane::withoutApiServer, plane::withoutEtcd);
      for (Consumer<Runnable> outage : outages) {
        outage.accept(LeadershipIT::pause);
        long back = System.nanoTime();
        int wanted = replicas++;
        clusters.apply("shop", SPEC.formatted(wanted));
        // A leader that lost its lease ends, and is started anew: by the kubelet, where there is
        // one.
        OperatorReplica again =
            one.isAlive() && two.isAlive()
                ? null
                : OperatorReplica.start(plane, clusters.namespace, "again-" + wanted);
        try {
          LiveClusters.eventually(() ->
              assertThat(
                      clusters.kubectl(
                          "get", "deployment/shop-api", "-o", "jsonpath={.spec.replicas}"))
                  .isEqualTo(Integer.toString(wanted)));
          System.out.printf(
              "back: the next change was acted on after %d ms%n",
              (System.nanoTime() - back) / 1_000_000);
        } finally {
          if (again != null) {
            again.close();
          }
        }
      }
    }
  }

  /** The outage itself: longer than the lease. */
  private static void pause() {
    try {
      Thread.sleep(1000L * Integer.getInteger("outage", 20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String holder() {
    var lease =
        clusters
            .client
            .leases()
            .inNamespace(clusters.namespace)
            .withName("image-search-operator")
            .get();
    return lease == null ? "" : Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), "");
  }
}
