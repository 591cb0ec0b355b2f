package io.imagesearch.k8s;

import io.fabric8.kubernetes.api.model.Pod;
import io.imagesearch.operator.cluster.Tier;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Something that breaks, or is changed, while people search. */
enum Fault {
  OPERATOR_LEADER("operator leader killed") {
    @Override
    void strike(Shop shop) {
      String leader =
          Objects.requireNonNull(
              shop.client()
                  .leases()
                  .inNamespace(OperatorRelease.NAMESPACE)
                  .list()
                  .getItems()
                  .getFirst()
                  .getSpec()
                  .getHolderIdentity());
      kill(shop, OperatorRelease.NAMESPACE, leader);
    }
  },
  API_POD("API pod killed", Tier.API),
  EMBEDDER("embedder killed", Tier.EMBEDDER),
  PROXY("Milvus proxy killed", Tier.PROXY),
  QUERY_NODE("query node killed", Tier.QUERY_NODE),
  COORDINATOR("active coordinator killed") {
    @Override
    void strike(Shop shop) {
      kill(shop, Shop.NAMESPACE, activeCoordinator(shop));
    }
  },
  DATA_NODE("data node killed", Tier.DATA_NODE),
  ETCD_MEMBER("etcd member killed", Tier.ETCD),
  KAFKA_BROKER("Kafka broker killed", Tier.KAFKA),
  OBJECT_STORAGE("object storage killed", Tier.OBJECT_STORAGE),
  DRAIN("node drained, what its disks don't hold") {
    @Override
    void strike(Shop shop) {
      Commands.kubectl(
          "drain",
          DRAINED,
          "--ignore-daemonsets",
          "--delete-emptydir-data",
          "--timeout=9m",
          "--pod-selector=app.kubernetes.io/part-of=image-search,"
              + "app.kubernetes.io/component notin (etcd,kafka,storage)");
    }

    @Override
    void mend() {
      Commands.kubectl("uncordon", DRAINED);
    }
  },
  OPERATOR_UPGRADE("operator rolled out anew") {
    @Override
    void strike(Shop shop) {
      OperatorRelease.install(OperatorRelease.CHART, Map.of("podAnnotations.test/rollout", "two"));
    }
  },
  API_UPGRADE("API image upgraded") {
    @Override
    void strike(Shop shop) {
      shop.patch(
          "{\"spec\": {\"images\": {\"searchService\": \"%s\"}}}".formatted(Settings.nextImage()));
    }
  };

  private static final String DRAINED = "node-1";

  private final String title;
  private final @Nullable Tier tier;

  Fault(String title) {
    this.title = title;
    this.tier = null;
  }

  Fault(String title, Tier tier) {
    this.title = title;
    this.tier = tier;
  }

  String title() {
    return title;
  }

  /** Kills the first pod of its tier, without a chance to say goodbye. */
  void strike(Shop shop) {
    Pod victim = shop.readyPods(Objects.requireNonNull(tier)).getFirst();
    kill(shop, Shop.NAMESPACE, victim.getMetadata().getName());
  }

  /** Takes back what does not mend itself. */
  void mend() {}

  private static void kill(Shop shop, String namespace, String pod) {
    shop.client().pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
  }

  /** The one that has registered with etcd. */
  private static String activeCoordinator(Shop shop) {
    String session =
        Commands.kubectl(
            "-n",
            Shop.NAMESPACE,
            "exec",
            Shop.NAME + "-etcd-0",
            "--",
            "/usr/local/bin/etcdctl",
            "get",
            "--print-value-only",
            "--prefix",
            Shop.NAMESPACE + "." + Shop.NAME + "/meta/session/rootcoord");
    Matcher address = Pattern.compile("\"Address\":\"([0-9.]+):").matcher(session);
    if (!address.find()) {
      throw new IllegalStateException("no address in " + session);
    }
    return shop.pods(Tier.MIX_COORD).stream()
        .filter(pod -> address.group(1).equals(pod.getStatus().getPodIP()))
        .map(Pod::getMetadata)
        .map(meta -> meta.getName())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pod has " + address.group(1)));
  }
}
