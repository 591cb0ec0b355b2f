package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Labels;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of objects that a cluster is made of, each with one informer for all clusters that sees
 * nothing but what the operator made.
 */
public final class Kinds {
  /** That every Kubernetes knows. */
  public static final List<Class<? extends HasMetadata>> BUILT_IN =
      List.of(
          ServiceAccount.class,
          ConfigMap.class,
          Secret.class,
          Service.class,
          StatefulSet.class,
          Deployment.class,
          PodDisruptionBudget.class,
          HorizontalPodAutoscaler.class,
          NetworkPolicy.class,
          Ingress.class,
          PersistentVolumeClaim.class,
          Pod.class);

  public static final GroupVersionKind POD_MONITOR =
      new GroupVersionKind("monitoring.coreos.com", "v1", "PodMonitor");

  public static final GroupVersionKind HTTP_ROUTE =
      new GroupVersionKind("gateway.networking.k8s.io", "v1", "HTTPRoute");

  private Kinds() {}

  /** Sources of events about objects of the built-in kinds. */
  public static List<EventSource<?, ImageSearchCluster>> sources(
      EventSourceContext<ImageSearchCluster> context) {
    return BUILT_IN.stream()
        .<EventSource<?, ImageSearchCluster>>map(kind -> source(kind, context))
        .toList();
  }

  /** Source of events about a kind that this Kubernetes may not know. */
  public static InformerEventSource<?, ImageSearchCluster> source(
      GroupVersionKind kind, EventSourceContext<ImageSearchCluster> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, ImageSearchCluster.class)
            .withName(kind.getKind())
            .withLabelSelector(Labels.OWNED)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(Kinds::owner)
            .build(),
        context);
  }

  private static <R extends HasMetadata> InformerEventSource<R, ImageSearchCluster> source(
      Class<R> kind, EventSourceContext<ImageSearchCluster> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, ImageSearchCluster.class)
            .withName(HasMetadata.getKind(kind))
            .withLabelSelector(Labels.OWNED)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(Kinds::owner)
            .build(),
        context);
  }

  /** By label and not by owner reference: pods are owned by what the operator owns. */
  private static Set<ResourceID> owner(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String cluster = labels == null ? null : labels.get(Labels.INSTANCE);
    return cluster == null
        ? Set.of()
        : Set.of(new ResourceID(cluster, object.getMetadata().getNamespace()));
  }
}
