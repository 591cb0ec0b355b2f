package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Milvus 2.3 leaves when it gave both query nodes to one of two copies, in a real etcd. */
@OnControlPlane
class EmptyCopyIT {
  private final ControlPlane plane;

  EmptyCopyIT(ControlPlane plane) {
    this.plane = plane;
  }

  @Test
  void oneQueryNodeEndsSoThatTheNextGoesToTheCopyWithoutAny() throws IOException {
    try (LiveClusters clusters = new LiveClusters(plane, "copies");
        OperatorUnderTest _ = OperatorUnderTest.startWithChecks(plane, clusters.namespace)) {
      String root = clusters.namespace;
      clusters.apply(
          "shop",
          """
          {milvus: {version: 2.3.5, replicas: 2, messageQueue: {type: kafka},
                    components: {queryNode: {replicas: 2}},
                    etcd: {external: {endpoints: ["%s"], rootPath: %s}}}}
          """
              .formatted(plane.etcd(), root));
      LiveClusters.eventually(
          () -> assertThat(queryNodes(clusters)).hasSize(2).allMatch(EmptyCopyIT::hasAddress));
      List<Pod> both = queryNodes(clusters);
      for (int node = 0; node < both.size(); node++) {
        plane.putInEtcd(
            "%s/meta/session/querynode-%d".formatted(root, 7 + node),
            "{\"ServerID\": %d, \"Address\": \"%s:21123\"}"
                .formatted(7 + node, both.get(node).getStatus().getPodIP()));
      }
      // querypb.Replica: number, collection, query nodes
      plane.putInEtcd(root + "/meta/querycoord-replica/9/1", "\b\1\20\t\32\2\7\b");
      plane.putInEtcd(root + "/meta/querycoord-replica/9/2", "\b\2\20\t");
      clusters.kubectl("annotate", "isc/shop", "touched=now"); // a pass, in place of the next check

      LiveClusters.eventually(() ->
          assertThat(
                  clusters.kubectl("get", "events", "-o", "jsonpath={.items[*].reason}").split(" "))
              .contains("QueryNodeEvicted"));
      LiveClusters.eventually(() ->
          assertThat(queryNodes(clusters))
              .hasSize(2)
              .filteredOn(pod -> both.stream().anyMatch(old -> uid(old).equals(uid(pod))))
              .hasSize(1));
    }
  }

  private static List<Pod> queryNodes(LiveClusters clusters) {
    return clusters
        .client
        .pods()
        .inNamespace(clusters.namespace)
        .withLabel("app.kubernetes.io/component", "milvus-querynode")
        .list()
        .getItems();
  }

  private static boolean hasAddress(Pod pod) {
    return pod.getStatus().getPodIP() != null;
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }
}
