package io.imagesearch.k8s;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.status.ConditionType;
import java.time.Duration;
import java.util.List;

/** What wakes people: a fault that does not mend itself, and the alerts that have to tell of it. */
enum AlertCause {
  STORE_AWAY(
      "the object storage has no node to run on",
      "ImageSearchPicturesFailing ImageSearchStoreDown ImageSearchClusterNotReady") {
    @Override
    Mending strike(Installation installation) {
      installation.shop().patch(storageNode("{\"test/nowhere\": \"yes\"}"));
      return () -> installation.shop().patch(storageNode("null"));
    }
  },
  NO_EMBEDDER(
      "embedders scaled to 0, searches by pictures go on",
      "ImageSearchNoEmbedder ImageSearchFailing") {
    @Override
    Mending strike(Installation installation) {
      installation.shop().patch("{\"spec\": {\"embedder\": {\"replicas\": 0}}}");
      return () -> installation.shop().patch("{\"spec\": {\"embedder\": {\"replicas\": 2}}}");
    }
  },
  NO_PROXY("Milvus' proxies scaled to 0, the operator told to pause", "ImageSearchIndexDown") {
    @Override
    Mending strike(Installation installation) {
      installation.shop().patch("{\"spec\": {\"paused\": true}}");
      installation.shop().awaitCondition(ConditionType.PAUSED, "True", Duration.ofMinutes(1));
      onShop("scale", "deploy/shop-milvus-proxy", "--replicas=0");
      return () -> installation.shop().patch("{\"spec\": {\"paused\": false}}");
    }
  },
  BAD_KEYS("no key file in the Secret of keys", "ImageSearchKeysStale") {
    @Override
    Mending strike(Installation installation) {
      String secret = Shop.NAME + "-api-keys";
      String before = installation.shop().secret(secret, "keys.json");
      write(secret, "not a key");
      return () -> write(secret, before);
    }

    private void write(String secret, String text) {
      String value = Serialization.asJson(text);
      String patch = "{\"stringData\": {\"keys.json\": %s}}".formatted(value);
      onShop("patch", "secret/" + secret, "--type=merge", "-p", patch);
    }
  },
  LOST_PICTURE("a picture deleted in the bucket, then compared", "ImageSearchStoreDiffers") {
    @Override
    Mending strike(Installation installation) throws Exception {
      byte[] picture = Pictures.variant(Pictures.bytes(Pictures.some(1).getFirst()), 4711);
      try (ShopApi api = installation.api()) {
        api.upload(picture, "ann");
      }
      String find = "find /data/buckets -name '%s*' -delete".formatted(Pictures.id(picture));
      OnVolume.run(installation.shop(), "data-shop-storage-0", find);
      System.out.print(installation.commandLine("reconcile").output());
      return () -> System.out.print(installation.commandLine("reconcile", "--repair").output());
    }
  },
  NO_OPERATOR("the operator scaled to 0", "ImageSearchNoLeader") {
    @Override
    Mending strike(Installation installation) {
      onOperator("scale", "deploy/image-search", "--replicas=0");
      return () -> {
        onOperator("scale", "deploy/image-search", "--replicas=2");
        onOperator("rollout", "status", "deploy/image-search", "--timeout=120s");
      };
    }
  },
  REFUSED("changes of Ingresses refused by a policy", "ImageSearchReconcileFailing") {
    @Override
    Mending strike(Installation installation) throws Exception {
      RefusedWrites refused = RefusedWrites.begin();
      installation.shop().patch(annotation("\"yes\""));
      return () -> {
        refused.close();
        installation.shop().patch(annotation("null"));
      };
    }
  },
  FULL_VOLUME("a volume of pictures filled", "ImageSearchVolumeFull") {
    @Override
    Mending strike(Installation installation) throws Exception {
      Shop shop = installation.shop();
      shop.applyBeside("full", STORAGE_ALONE);
      onShop("wait", "pod/full-storage-0", "--for=create", "--timeout=60s");
      onShop("wait", "pod/full-storage-0", "--for=condition=Ready", "--timeout=120s");
      OnVolume.fill(shop, "data-full-storage-0");
      return () -> onShop("delete", "isc/full");
    }
  },
  OVERLOAD("64 clients that never pause", "ImageSearchEmbeddersFull ImageSearchSlow") {
    @Override
    Mending strike(Installation installation) {
      ShopApi api = installation.api();
      ClosedLoad load = new ClosedLoad(api, Pictures.some(60));
      load.clients(64);
      return () -> {
        load.close();
        api.close();
      };
    }
  };

  /** The rest of it is somebody else's, and does not matter. */
  private static final String STORAGE_ALONE =
      """
      {storage: {deletionPolicy: Delete}, embedder: {replicas: 0}, api: {replicas: 0},
       milvus: {external: {uri: "http://shop-milvus.shop.svc:19530"},
                objectStorage: {storage: {size: 40Mi, storageClassName: small}}}}
      """;

  private final String title;
  private final String alerts;

  AlertCause(String title, String alerts) {
    this.title = title;
    this.alerts = alerts;
  }

  /** What takes the fault back. */
  interface Mending extends AutoCloseable {
    @Override
    void close();
  }

  abstract Mending strike(Installation installation) throws Exception;

  String title() {
    return title;
  }

  /** Those that have to fire. */
  List<String> alerts() {
    return List.of(alerts.split(" ", -1));
  }

  private static void onShop(String... arguments) {
    Commands.kubectlIn(Shop.NAMESPACE, arguments);
  }

  private static void onOperator(String... arguments) {
    Commands.kubectlIn(OperatorRelease.NAMESPACE, arguments);
  }

  private static String storageNode(String labels) {
    return "{\"spec\": {\"milvus\": {\"objectStorage\": {\"template\": {\"nodeSelector\": %s}}}}}"
        .formatted(labels);
  }

  private static String annotation(String value) {
    return "{\"spec\": {\"ingress\": {\"annotations\": {\"test/alerts\": %s}}}}".formatted(value);
  }
}
