package io.imagesearch.operator;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Situation;
import io.imagesearch.operator.cluster.Tier;
import java.util.Map;

/** Clusters for tests: {@code shop} in {@code pictures}. */
public final class Clusters {
  private Clusters() {}

  /** One of which nothing is there yet. */
  public static Cluster of(String spec) {
    return Cluster.fresh(resource(spec));
  }

  /** One that was looked at. */
  public static Cluster seen(
      String spec, Map<Tier, Integer> replicas, boolean gatewayApi, boolean podMonitors) {
    ImageSearchCluster resource = resource(spec);
    Situation fresh = Cluster.fresh(resource).situation();
    return Cluster.of(
        resource,
        new Situation(
            fresh.images(),
            fresh.versions(),
            replicas,
            fresh.secretDigests(),
            fresh.volumeSizes(),
            gatewayApi,
            podMonitors,
            fresh.held(),
            fresh.kept(),
            fresh.operatorNamespace()));
  }

  private static ImageSearchCluster resource(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: imagesearch.io/v1alpha1
        kind: ImageSearchCluster
        metadata: {name: shop, namespace: pictures}
        spec: %s
        """
            .formatted(spec),
        ImageSearchCluster.class);
  }
}
