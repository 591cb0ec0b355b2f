package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.api.v1alpha1.MilvusStatus;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.status.ConditionType;
import io.imagesearch.operator.status.Conditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The cluster that a shop made for its pictures: {@code shop.yaml}, in a namespace of its own. */
record Shop(KubernetesClient client) {
  static final String NAMESPACE = "shop";
  static final String NAME = "shop";
  static final String HOST = "shop.example.com";
  static final String TLS_SECRET = "shop-tls";

  /** The namespace, which lets in only what keeps to the restricted standard. */
  void makeNamespace(String name) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .fieldManager("test")
        .serverSideApply();
  }

  void makeTlsSecret(HostCertificate certificate) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(TLS_SECRET)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .addToStringData("tls.crt", certificate.certificate())
                .addToStringData("tls.key", certificate.key())
                .build())
        .fieldManager("test")
        .forceConflicts()
        .serverSideApply();
  }

  /** Applies the resource as it is written in {@code shop.yaml}. */
  void apply() {
    try {
      ImageSearchCluster cluster =
          Serialization.unmarshal(Files.readString(Path.of("shop.yaml")), ImageSearchCluster.class);
      cluster.getMetadata().setNamespace(NAMESPACE);
      apply(cluster);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies another cluster beside it, whose spec is this YAML in one line or in braces. */
  void applyBeside(String name, String spec) {
    apply(
        Serialization.unmarshal(
            """
            apiVersion: imagesearch.io/v1alpha1
            kind: ImageSearchCluster
            metadata: {name: %s, namespace: %s}
            spec: %s
            """
                .formatted(name, NAMESPACE, spec),
            ImageSearchCluster.class));
  }

  private void apply(ImageSearchCluster cluster) {
    client.resource(cluster).fieldManager("test").forceConflicts().serverSideApply();
  }

  /** Changes the resource as {@code kubectl patch --type=merge} does. */
  void patch(String merge) {
    Commands.kubectl("-n", NAMESPACE, "patch", "isc/" + NAME, "--type=merge", "-p", merge);
  }

  Resource<ImageSearchCluster> resource() {
    return client.resources(ImageSearchCluster.class).inNamespace(NAMESPACE).withName(NAME);
  }

  ImageSearchCluster get() {
    return Objects.requireNonNull(resource().get(), "isc/" + NAME);
  }

  /** A condition, where the status is about the newest spec. */
  Optional<Condition> condition(ConditionType type) {
    ImageSearchCluster cluster = get();
    return Optional.ofNullable(cluster.getStatus())
        .map(ImageSearchClusterStatus::conditions)
        .flatMap(conditions -> Conditions.find(conditions, type))
        .filter(condition ->
            Objects.equals(
                condition.getObservedGeneration(), cluster.getMetadata().getGeneration()));
  }

  void awaitCondition(ConditionType type, String status, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() ->
            assertThat(condition(type))
                .as(type::toString)
                .hasValueSatisfying(
                    each -> assertThat(each.getStatus()).as(each.getMessage()).isEqualTo(status)));
  }

  /** Waits until it is ready, and no pod is on its way in or out. */
  void awaitSettled(Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          assertThat(podsNotReady()).isEmpty();
          assertThat(condition(ConditionType.READY).map(Condition::getStatus)).hasValue("True");
          assertThat(condition(ConditionType.PROGRESSING).map(Condition::getStatus))
              .hasValue("False");
        });
  }

  private List<String> podsNotReady() {
    return allPods(NAME).stream()
        .filter(
            pod -> pod.getMetadata().getDeletionTimestamp() != null || !Readiness.isPodReady(pod))
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  /** Pods of a cluster in the shop's namespace, those on their way out as well. */
  List<Pod> allPods(String cluster) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabels(Labels.selector(cluster))
        .list()
        .getItems();
  }

  /** Names of the volumes that the cluster's pods claim, or have left. */
  List<String> claims() {
    return client
        .persistentVolumeClaims()
        .inNamespace(NAMESPACE)
        .withLabels(Labels.selector(NAME))
        .list()
        .getItems()
        .stream()
        .map(claim -> claim.getMetadata().getName())
        .toList();
  }

  /** Waits for a condition to be false for a reason; answers its message. */
  String awaitReason(ConditionType type, String reason, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() ->
            assertThat(condition(type))
                .as(type::toString)
                .hasValueSatisfying(
                    each -> assertThat(each.getReason()).as(each.getMessage()).isEqualTo(reason)));
    return condition(type).orElseThrow().getMessage();
  }

  /** Pods of a tier that are not on their way out. */
  List<Pod> pods(Tier tier) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabels(Labels.selector(NAME, tier))
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  List<Pod> readyPods(Tier tier) {
    return pods(tier).stream().filter(Readiness::isPodReady).toList();
  }

  /**
   * How often Milvus has the pictures' embeddings in memory, as the status tells; 0 for unknown.
   */
  int loadedReplicas() {
    return Optional.ofNullable(get().getStatus())
        .map(ImageSearchClusterStatus::milvus)
        .map(MilvusStatus::loadedReplicas)
        .orElse(0);
  }

  /** A value of a Secret. */
  String secret(String name, String key) {
    String value =
        Objects.requireNonNull(client.secrets().inNamespace(NAMESPACE).withName(name).get(), name)
            .getData()
            .get(key);
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  /** Changes the resource's spec in place. */
  void edit(UnaryOperator<ImageSearchCluster> change) {
    resource().edit(change);
  }
}
