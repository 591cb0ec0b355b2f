package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.status.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a query node for a copy that has none, and tells people why. */
record SparedPod(KubernetesClient client, EventLog events) implements EmptyCopies.Eviction {
  private static final Logger LOG = LoggerFactory.getLogger(SparedPod.class);

  @Override
  public void evict(Cluster cluster, Pod pod) {
    String name = pod.getMetadata().getName();
    try {
      if (client.pods().inNamespace(cluster.namespace()).withName(name).evict()) {
        LOG.atInfo()
            .addKeyValue("namespace", cluster.namespace())
            .addKeyValue("pod", name)
            .log("evicted for a copy without a query node");
        events.tell(
            cluster.resource(),
            "Normal",
            "QueryNodeEvicted",
            name + ": a copy in memory has no query node, and this one's has several");
      }
      // Else the budget does not let it go now: it is looked at again.
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("pod", name).setCause(e).log("a query node could not be evicted");
    }
  }
}
