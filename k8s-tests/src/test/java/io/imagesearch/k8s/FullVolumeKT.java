package io.imagesearch.k8s;

import static io.imagesearch.k8s.OnRealCluster.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cluster whose volume for pictures has no room left; it says so, and goes on searching. */
@OnRealCluster
@Tag(LONG)
@Order(8)
class FullVolumeKT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final int MEBIBYTE = 1 << 20;
  private static final String NAME = "full";

  /** Pictures on the class of the smallest disks; queue and metadata beside those of the shop. */
  private static final String SPEC =
      """
      {storage: {deletionPolicy: Delete},
       embedder: {replicas: 1, template: &small {resources: {requests: {cpu: 20m, memory: 384Mi}, limits: {memory: 2Gi}}}},
       api: {replicas: 1, template: *small},
       milvus: {
         version: 2.3.5,
         components: {
           mixCoord: {replicas: 1, template: *small},
           proxy: {replicas: 1, template: *small},
           queryNode: {replicas: 1, template: *small},
           dataNode: {replicas: 1, template: *small},
           indexNode: {replicas: 1, template: *small}},
         messageQueue: {type: kafka, kafka: {external: {brokers: ["shop-kafka-0.shop-kafka-brokers.shop.svc:9092"]}}},
         etcd: {external: {endpoints: ["shop-etcd.shop.svc:2379"]}},
         objectStorage: {storage: {size: 40Mi, storageClassName: small}}}}
      """;

  @Test
  void saysThatThereIsNoRoomAndGoesOnSearching(Installation installation) throws IOException {
    Shop shop = installation.shop();
    shop.awaitSettled(PATIENCE);
    shop.applyBeside(NAME, SPEC);
    try {
      await().atMost(PATIENCE).until(() -> condition("Ready").contains("\"status\":\"True\""));
      try (ShopApi api =
          new ShopApi(address(shop), shop.secret("full-api-keys", "admin-key"), PATIENCE)) {
        byte[] picture = Pictures.bytes(Pictures.some(1).getFirst());
        assertThat(api.upload(picture, "ann").status()).isIn(200, 201);
        ShopApi.Answer refusal = fill(api, picture);
        System.out.println("upload: " + refusal);
        // Less than a picture may still be much for what the operator writes to see.
        OnVolume.fill(shop, "data-full-storage-0");
        await().atMost(PATIENCE).until(() -> condition("ObjectStoreReady").contains("StorageFull"));
        System.out.println(condition("ObjectStoreReady"));
        System.out.println(events());
        assertThat(events()).contains("StorageFull");
        // What was uploaded until then shows the same.
        assertThat(api.search(picture, 100).ids()).contains(Pictures.id(picture));
      }
    } finally {
      Commands.kubectl("-n", Shop.NAMESPACE, "delete", "isc/" + NAME);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(shop.allPods(NAME)).isEmpty());
    }
  }

  /** Uploads until one is refused. */
  private static ShopApi.Answer fill(ShopApi api, byte[] picture) throws IOException {
    for (int i = 0; i < 64; i++) {
      ShopApi.Answer answer = api.upload(Pictures.padded(picture, i, 2 * MEBIBYTE), "ann");
      if (answer.status() != 200 && answer.status() != 201) {
        return answer;
      }
    }
    throw new AssertionError("128 MiB went into a volume of 40 MiB");
  }

  private static String address(Shop shop) {
    return shop.client()
        .pods()
        .inNamespace(Shop.NAMESPACE)
        .withLabels(Labels.selector(NAME, Tier.API))
        .list()
        .getItems()
        .getFirst()
        .getStatus()
        .getPodIP();
  }

  private static String condition(String type) {
    return Commands.kubectl(
        "-n",
        Shop.NAMESPACE,
        "get",
        "isc/" + NAME,
        "-o",
        "jsonpath={.status.conditions[?(@.type==\"" + type + "\")]}");
  }

  private static String events() {
    return Commands.kubectl(
        "-n",
        Shop.NAMESPACE,
        "get",
        "events",
        "--field-selector=involvedObject.kind=ImageSearchCluster,involvedObject.name=" + NAME,
        "-o",
        "custom-columns=TYPE:.type,REASON:.reason,MESSAGE:.message");
  }
}
