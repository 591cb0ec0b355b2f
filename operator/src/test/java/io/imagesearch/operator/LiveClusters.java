package io.imagesearch.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.status.ConditionType;
import io.imagesearch.operator.status.Conditions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;

/** A namespace with clusters in it, for a test. */
final class LiveClusters implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  final ControlPlane plane;
  final KubernetesClient client;
  final String namespace;

  LiveClusters(ControlPlane plane, String prefix) {
    this.plane = plane;
    this.client = plane.client();
    this.namespace = plane.namespace(prefix);
  }

  /** Applies a cluster whose spec is this YAML. */
  void apply(String name, String spec) {
    ImageSearchCluster cluster =
        Serialization.unmarshal(
            """
            apiVersion: imagesearch.io/v1alpha1
            kind: ImageSearchCluster
            metadata: {name: %s, namespace: %s}
            spec: %s
            """
                .formatted(name, namespace, spec),
            ImageSearchCluster.class);
    client.resource(cluster).fieldManager("test").forceConflicts().serverSideApply();
  }

  Resource<ImageSearchCluster> resource(String name) {
    return client.resources(ImageSearchCluster.class).inNamespace(namespace).withName(name);
  }

  ImageSearchCluster get(String name) {
    return Objects.requireNonNull(resource(name).get(), name);
  }

  /** A condition, where the status is about the newest spec. */
  Optional<Condition> condition(String name, ConditionType type) {
    ImageSearchCluster cluster = get(name);
    if (cluster.getStatus() == null) {
      return Optional.empty();
    }
    return Conditions.find(cluster.getStatus().conditions(), type)
        .filter(condition ->
            Objects.equals(
                condition.getObservedGeneration(), cluster.getMetadata().getGeneration()));
  }

  void awaitReady(String name) {
    eventually(() ->
        assertThat(condition(name, ConditionType.READY))
            .as(() -> plane.kubectl("-n", namespace, "get", "isc,pods", "-o", "wide"))
            .hasValueSatisfying(condition ->
                assertThat(condition.getStatus()).as(condition.getMessage()).isEqualTo("True")));
  }

  /** Waits for a condition to be false for a reason; answers its message. */
  String awaitFalse(String name, ConditionType type, String reason) {
    eventually(() ->
        assertThat(condition(name, type))
            .hasValueSatisfying(condition -> {
              assertThat(condition.getReason()).as(condition.getMessage()).isEqualTo(reason);
              assertThat(condition.getStatus()).isEqualTo("False");
            }));
    return condition(name, type).orElseThrow().getMessage();
  }

  <T extends HasMetadata> T find(Class<T> kind, String name) {
    return Objects.requireNonNull(
        client.resources(kind).inNamespace(namespace).withName(name).get(), name);
  }

  String kubectl(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "-n";
    all[1] = namespace;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return plane.kubectl(all);
  }

  static void eventually(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client
        .namespaces()
        .withName(namespace)
        .waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    client.close();
  }
}
