package io.imagesearch.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.status.ConditionType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What goes wrong in real clusters, as status and events tell it; searches go on. */
@OnRealCluster
@Order(3)
class TroubleKT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path PICTURE = Pictures.some(1).getFirst();

  @Test
  void tellsThatThereAreNotEnoughGpus(Installation installation) throws IOException {
    Shop shop = installation.shop();
    shop.patch("{\"spec\": {\"embedder\": {\"gpu\": {\"count\": 8}}}}");
    String message = shop.awaitReason(ConditionType.EMBEDDER_READY, "Unschedulable", PATIENCE);

    assertThat(message).contains("Insufficient nvidia.com/gpu");
    tell("GPU", message);
    assertSearches(installation);
    shop.patch("{\"spec\": {\"embedder\": {\"gpu\": null}}}");
    shop.awaitSettled(PATIENCE);
  }

  @Test
  void tellsThatThereIsNoSuchImage(Installation installation) throws IOException {
    Shop shop = installation.shop();
    shop.patch("{\"spec\": {\"images\": {\"searchService\": \"registry.example.com/nothing:1\"}}}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(shop.condition(ConditionType.PROGRESSING))
                .hasValueSatisfying(condition ->
                    assertThat(condition.getMessage()).containsPattern("ErrImagePull|ImagePull")));

    tell("image", shop.condition(ConditionType.PROGRESSING).orElseThrow().getMessage());
    assertSearches(installation);
    shop.patch("{\"spec\": {\"images\": null}}");
    shop.awaitSettled(PATIENCE);
  }

  @Test
  void tellsThatTheObjectStoreRefusesItsKey(Installation installation) {
    Shop shop = installation.shop();
    shop.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("wrong")
                .withNamespace(Shop.NAMESPACE)
                .endMetadata()
                .addToStringData("access-key", "nobody")
                .addToStringData("secret-key", "knows-this-one")
                .build())
        .fieldManager("test")
        .serverSideApply();
    ImageSearchCluster refused =
        Serialization.unmarshal(
            """
            apiVersion: imagesearch.io/v1alpha1
            kind: ImageSearchCluster
            metadata: {name: refused, namespace: %s}
            spec:
              storage: {deletionPolicy: Delete}
              embedder: {replicas: 1}
              milvus:
                version: 2.3.5
                messageQueue: {type: kafka, kafka: {external: {brokers: ["%s"]}}}
                etcd: {external: {endpoints: ["shop-etcd.shop.svc:2379"]}}
                objectStorage:
                  external:
                    endpoint: http://shop-storage.shop.svc:7070
                    bucket: pictures
                    credentialsSecret: wrong
            """
                .formatted(Shop.NAMESPACE, "shop-kafka-0.shop-kafka-brokers.shop.svc:9092"),
            ImageSearchCluster.class);
    shop.client().resource(refused).fieldManager("test").serverSideApply();
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            String conditions =
                Commands.kubectl(
                    "-n",
                    Shop.NAMESPACE,
                    "get",
                    "isc/refused",
                    "-o",
                    "jsonpath={.status.conditions[?(@.type==\"ObjectStoreReady\")]}");
            assertThat(conditions)
                .contains("\"status\":\"False\"")
                .contains("AuthenticationFailed", "refuses the keys of Secret wrong");
            tell("object store", conditions);
          });
    } finally {
      Commands.kubectl("-n", Shop.NAMESPACE, "delete", "isc/refused");
      Commands.kubectl("-n", Shop.NAMESPACE, "delete", "secret/wrong");
    }
  }

  private static void assertSearches(Installation installation) throws IOException {
    try (ShopApi api = installation.api()) {
      ShopApi.Answer answer = api.search(Pictures.bytes(PICTURE), 1);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }

  private static void tell(String what, String message) {
    System.out.println(what + ": " + message);
    System.out.println(
        Commands.kubectl(
            "-n",
            Shop.NAMESPACE,
            "get",
            "events",
            "--field-selector=involvedObject.kind=ImageSearchCluster,type=Warning",
            "--sort-by=.lastTimestamp",
            "-o",
            "custom-columns=REASON:.reason,MESSAGE:.message"));
  }
}
