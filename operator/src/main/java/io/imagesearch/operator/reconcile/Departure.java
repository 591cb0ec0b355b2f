package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a cluster. Nothing waits for the operator: there is no finalizer, and the garbage
 * collector takes all that the cluster owns. Only query nodes would try for half an hour to hand
 * over what they hold, to nobody; they are told to hurry.
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final long GRACE_SECONDS = 30;

  private Departure() {}

  static void hasten(KubernetesClient client, String namespace, String cluster) {
    String roles = Tier.milvus().stream().map(Tier::component).collect(Collectors.joining(","));
    client
        .pods()
        .inNamespace(namespace)
        .withLabelSelector(
            "%s=%s,%s=%s,%s in (%s)"
                .formatted(
                    Labels.MANAGED_BY,
                    Labels.OPERATOR,
                    Labels.INSTANCE,
                    cluster,
                    Labels.COMPONENT,
                    roles))
        .list()
        .getItems()
        .stream()
        .filter(Departure::isSlow)
        .forEach(pod -> {
          client.resource(pod).withGracePeriod(GRACE_SECONDS).delete();
          LOG.atInfo().addKeyValue("pod", pod.getMetadata().getName()).log("hurried");
        });
  }

  private static boolean isSlow(Pod pod) {
    Long grace =
        pod.getMetadata().getDeletionGracePeriodSeconds() != null
            ? pod.getMetadata().getDeletionGracePeriodSeconds()
            : pod.getSpec().getTerminationGracePeriodSeconds();
    return grace != null && grace > GRACE_SECONDS;
  }
}
