package io.imagesearch.operator.store;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Cluster;

/** Clusters as a person writes them, for tests: {@code shop} in {@code pictures}. */
public final class Written {
  private Written() {}

  /** A cluster of which nothing is there yet, with a spec in YAML's short form. */
  public static Cluster cluster(String spec) {
    return Cluster.fresh(resource(spec));
  }

  public static ImageSearchCluster resource(String spec) {
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
