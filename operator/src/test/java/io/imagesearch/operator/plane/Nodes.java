package io.imagesearch.operator.plane;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Nodes that nobody runs. */
record Nodes(KubernetesClient client) {
  private static final String GPU = "nvidia.com/gpu";
  private static final int ZONES = 3;

  /** Adds a node with room for thousands of pods, or changes how many GPUs one has. */
  void put(String name, int gpus) {
    Map<String, Quantity> resources = new LinkedHashMap<>();
    resources.put("cpu", new Quantity("4k"));
    resources.put("memory", new Quantity("16Ti"));
    resources.put("ephemeral-storage", new Quantity("100Ti"));
    resources.put("pods", new Quantity("10k"));
    resources.put(GPU, new Quantity(Integer.toString(gpus)));
    if (client.nodes().withName(name).get() == null) {
      client.nodes().resource(node(name, "zone-of-" + name, resources)).create();
    } else {
      client.nodes().withName(name).editStatus(node -> withResources(node, resources));
    }
  }

  /** Adds so many. */
  void putAll(String prefix, int count, Map<String, Quantity> resources) {
    IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> node(prefix + "-" + i, "zone-" + i % ZONES, resources))
        .forEach(node -> client.nodes().resource(node).create());
  }

  boolean areReady() {
    return client.nodes().list().getItems().stream().allMatch(Readiness.getInstance()::isReady);
  }

  private static Node node(String name, String zone, Map<String, Quantity> resources) {
    Node node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("kubernetes.io/hostname", name)
            .addToLabels("kubernetes.io/os", "linux")
            .addToLabels("kubernetes.io/arch", "amd64")
            .addToLabels("topology.kubernetes.io/zone", zone)
            .endMetadata()
            .build();
    return withResources(node, resources);
  }

  private static Node withResources(Node node, Map<String, Quantity> resources) {
    return new NodeBuilder(node)
        .editOrNewStatus()
        .withCapacity(resources)
        .withAllocatable(resources)
        .endStatus()
        .build();
  }
}
