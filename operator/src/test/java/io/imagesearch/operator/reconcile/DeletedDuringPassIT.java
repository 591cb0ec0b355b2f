package io.imagesearch.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.api.v1alpha1.Definition;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.plane.OnControlPlane;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pass fails since its cluster was deleted meanwhile, and no other one comes: what a pass of a
 * deleted cluster does is done then.
 */
@OnControlPlane
class DeletedDuringPassIT {
  private static final long HAND_OVER_SECONDS = 2100;

  private final String namespace;
  private final KubernetesClient client;

  DeletedDuringPassIT(ControlPlane plane) {
    this.namespace = plane.namespace("gone");
    this.client = plane.client();
  }

  @BeforeEach
  void define() throws IOException {
    Definition.establish(client);
  }

  @AfterEach
  void remove() {
    client.pods().inNamespace(namespace).list().getItems().forEach(this::letGo);
    client.namespaces().withName(namespace).delete();
    client.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Tier.class,
      names = {"QUERY_NODE", "KAFKA"})
  void hurriesWhoHasNobodyToHandOverTo(Tier tier) {
    Pod node = client.resource(podOf(tier)).create();
    var reconciler =
        new ClusterReconciler(
            client, namespace, false, Clock.systemUTC(), new SimpleMeterRegistry());

    var control =
        reconciler.updateErrorStatus(cluster(), context(), new IllegalStateException("not found"));

    assertThat(control.getResource()).isEmpty();
    assertThat(client.resource(node).get().getMetadata().getDeletionGracePeriodSeconds())
        .isBetween(1L, 60L);
  }

  @Test
  void leavesThemWhereTheClusterIsThere() {
    Pod node = client.resource(podOf(Tier.QUERY_NODE)).create();
    ImageSearchCluster cluster = client.resource(cluster()).create();
    var reconciler =
        new ClusterReconciler(
            client, namespace, false, Clock.systemUTC(), new SimpleMeterRegistry());

    var control =
        reconciler.updateErrorStatus(cluster, context(), new IllegalStateException("a conflict"));

    assertThat(control.getResource()).isPresent();
    assertThat(client.resource(node).get().getMetadata().getDeletionTimestamp()).isNull();
  }

  private ImageSearchCluster cluster() {
    ImageSearchCluster cluster = new ImageSearchCluster();
    cluster.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace(namespace).build());
    return cluster;
  }

  /** On a node that is not there, so that only this test lets it go. */
  private Pod podOf(Tier tier) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("shop-" + tier.component() + "-0")
        .withNamespace(namespace)
        .addToLabels(Labels.MANAGED_BY, Labels.OPERATOR)
        .addToLabels(Labels.INSTANCE, "shop")
        .addToLabels(Labels.COMPONENT, tier.component())
        .addToFinalizers("imagesearch.io/test")
        .endMetadata()
        .withNewSpec()
        .withNodeName("nowhere")
        .withTerminationGracePeriodSeconds(HAND_OVER_SECONDS)
        .addNewContainer()
        .withName("milvus")
        .withImage("milvus")
        .endContainer()
        .endSpec()
        .build();
  }

  private void letGo(Pod pod) {
    client
        .resource(pod)
        .edit(each -> {
          each.getMetadata().setFinalizers(List.of());
          return each;
        });
    client.resource(pod).withGracePeriod(0).delete();
  }

  /** Of all that a pass is given, the end of one asks for the client alone. */
  @SuppressWarnings("unchecked")
  private Context<ImageSearchCluster> context() {
    return (Context<ImageSearchCluster>)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getClient")) {
                return client;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
