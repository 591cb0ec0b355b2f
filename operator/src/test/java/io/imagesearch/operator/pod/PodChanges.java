package io.imagesearch.operator.pod;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.imagesearch.operator.cluster.Cluster;
import java.util.List;
import java.util.Map;

/** For tests of other packages: the pods of every tier, with what its template changes. */
public final class PodChanges {
  private PodChanges() {}

  public static void applyAll(Cluster cluster) {
    cluster
        .spec()
        .sizes()
        .keySet()
        .forEach(tier ->
            PodShape.of(
                cluster,
                new Main(
                    tier,
                    new ContainerBuilder().withName("main").build(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    30)));
  }
}
