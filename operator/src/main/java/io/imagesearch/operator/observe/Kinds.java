package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
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
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kinds of objects that a cluster is made of, each with one informer for all clusters of a
 * namespace, or of all, that sees nothing but what the operator made.
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

  /** At once in the answer to a list: a page of the largest objects takes some megabytes. */
  private static final long PAGE = 50;

  private Kinds() {}

  /** Sources of events about objects of the built-in kinds. */
  public static List<EventSource<?, ImageSearchCluster>> sources(
      EventSourceContext<ImageSearchCluster> context) {
    return BUILT_IN.stream()
        .<EventSource<?, ImageSearchCluster>>flatMap(
            kind -> namespaces(context).map(namespace -> source(kind, namespace, context)))
        .toList();
  }

  /** Sources of events about a kind that this Kubernetes may not know. */
  public static List<EventSource<?, ImageSearchCluster>> sources(
      GroupVersionKind kind, EventSourceContext<ImageSearchCluster> context) {
    return namespaces(context)
        .<EventSource<?, ImageSearchCluster>>map(namespace ->
            source(
                InformerEventSourceConfiguration.from(kind, ImageSearchCluster.class),
                GenericKubernetesResource.class,
                kind.getKind(),
                namespace,
                context))
        .toList();
  }

  /** Whether a source of this name sees such an object. */
  public static boolean isSource(String name, HasMetadata object) {
    return name.equals(nameOf(object.getKind(), object.getMetadata().getNamespace()))
        || name.equals(nameOf(object.getKind(), Constants.WATCH_ALL_NAMESPACES));
  }

  private static Stream<String> namespaces(EventSourceContext<ImageSearchCluster> context) {
    return context.getControllerConfiguration().getEffectiveNamespaces().stream();
  }

  private static String nameOf(String kind, String namespace) {
    return kind + " in " + namespace;
  }

  private static <R extends HasMetadata> InformerEventSource<R, ImageSearchCluster> source(
      Class<R> kind, String namespace, EventSourceContext<ImageSearchCluster> context) {
    return source(
        InformerEventSourceConfiguration.from(kind, ImageSearchCluster.class),
        kind,
        HasMetadata.getKind(kind),
        namespace,
        context);
  }

  /** One for each namespace: a store serves one informer alone. */
  private static <R extends HasMetadata> InformerEventSource<R, ImageSearchCluster> source(
      InformerEventSourceConfiguration.Builder<R> builder,
      Class<R> type,
      String kind,
      String namespace,
      EventSourceContext<ImageSearchCluster> context) {
    return new InformerEventSource<>(
        builder
            .withName(nameOf(kind, namespace))
            .withLabelSelector(Labels.OWNED)
            .withNamespaces(namespace)
            .withItemStore(
                new CompactStore<>(
                    type,
                    context.getControllerConfiguration().fieldManager(),
                    context.getClient().getKubernetesSerialization()))
            .withInformerListLimit(PAGE)
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
