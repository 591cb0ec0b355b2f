package io.imagesearch.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompactStoreTest {
  private static final String MANAGER = "image-search-operator";
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: shop-api
        namespace: pictures
        labels: {a: b}
        resourceVersion: "7"
        managedFields:
        - {manager: image-search-operator, operation: Apply, fieldsV1: {"f:spec": {"f:template": {}}}}
        - {manager: kubectl, operation: Update, fieldsV1: {"f:spec": {"f:replicas": {}}}}
        - {manager: kube-controller-manager, operation: Update, subresource: status, fieldsV1: {"f:status": {"f:replicas": {}}}}
      spec:
        replicas: 3
        template: {spec: {containers: [{name: api, image: "example.com/api:1"}]}}
      """;

  private final CompactStore<Deployment> store =
      new CompactStore<>(Deployment.class, MANAGER, new KubernetesSerialization());

  @Test
  void answersWhatItWasGivenButForManagersThatNoDecisionRestsOn() {
    assertThat(store.put(store.getKey(deployment()), deployment())).isNull();

    assertThat(store.keySet()).containsExactly("pictures/shop-api");
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.get("pictures/shop-api")).isEqualTo(kept());
    assertThat(kept().getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager)
        .containsExactly(MANAGER, "kubectl");
  }

  @Test
  void leavesTheMetadataOfWhatItWasGiven() {
    Deployment given = deployment();
    store.put("pictures/shop-api", given);
    assertThat(given.getSpec()).isNull();
    assertThat(given.getMetadata().getManagedFields()).isEmpty();
    assertThat(given.getMetadata().getLabels()).containsEntry("a", "b");
    assertThat(given.getMetadata().getResourceVersion()).isEqualTo("7");
  }

  @Test
  void answersWhatWasThereBefore() {
    store.put("pictures/shop-api", deployment());
    Deployment later = deployment();
    later.getMetadata().setResourceVersion("8");

    assertThat(store.put("pictures/shop-api", later)).isEqualTo(kept());
    assertThat(Objects.requireNonNull(store.remove("pictures/shop-api")).getMetadata())
        .extracting(ObjectMeta::getResourceVersion)
        .isEqualTo("8");
    assertThat(store.remove("pictures/shop-api")).isNull();
    assertThat(store.get("pictures/shop-api")).isNull();
    assertThat(store.values()).isEmpty();
  }

  @Test
  void listsWhichThereAreAndNotWhatTheySay() {
    store.put("pictures/shop-api", deployment());
    assertThat(store.isFullState()).isFalse();
    assertThat(store.values())
        .singleElement()
        .satisfies(listed -> {
          assertThat(listed.getMetadata().getName()).isEqualTo("shop-api");
          assertThat(listed.getMetadata().getLabels()).containsEntry("a", "b");
          assertThat(listed.getSpec()).isNull();
        });
  }

  @Test
  void keepsEachKind() {
    Kinds.BUILT_IN.forEach(CompactStoreTest::keeps);
    keeps(ImageSearchCluster.class);
  }

  private static <R extends HasMetadata> void keeps(Class<R> kind) {
    String text =
        "apiVersion: %s\nkind: %s\nmetadata: {name: shop, namespace: pictures}"
            .formatted(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind));
    var any = new CompactStore<>(kind, MANAGER, new KubernetesSerialization());
    any.put("pictures/shop", Serialization.unmarshal(text, kind));
    assertThat(any.get("pictures/shop")).isEqualTo(Serialization.unmarshal(text, kind));
    assertThat(any.values()).hasSize(1);
  }

  @Test
  void keepsKindsThatHaveNoClass() {
    String monitor =
        """
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata: {name: shop, namespace: pictures}
        spec: {selector: {matchLabels: {a: b}}, podMetricsEndpoints: [{port: http, interval: 30s}]}
        """;
    var generic =
        new CompactStore<>(GenericKubernetesResource.class, MANAGER, new KubernetesSerialization());
    generic.put("pictures/shop", Serialization.unmarshal(monitor, GenericKubernetesResource.class));
    assertThat(generic.get("pictures/shop"))
        .isEqualTo(Serialization.unmarshal(monitor, GenericKubernetesResource.class));
  }

  /** Without the last of its managers. */
  private static Deployment kept() {
    Deployment kept = deployment();
    kept.getMetadata().setManagedFields(kept.getMetadata().getManagedFields().subList(0, 2));
    return kept;
  }

  private static Deployment deployment() {
    return Serialization.unmarshal(DEPLOYMENT, Deployment.class);
  }
}
