package io.imagesearch.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A plan as an ImageSearchCluster, with the plan itself as a comment before it. */
public final class ClusterYaml {
  /** Of each whose number does not depend on the load: one that works, and one that waits. */
  private static final int PAIR = 2;

  private ClusterYaml() {}

  /**
   * The text.
   *
   * @param name of the resource
   */
  public static String of(CapacityPlan plan, String name) {
    StringBuilder text = new StringBuilder();
    plan.table().forEach(line -> text.append(("# " + line).stripTrailing()).append('\n'));
    plan.remarks().forEach(remark -> text.append("# Note: ").append(remark).append('\n'));
    text.append("# Unit costs: ").append(plan.machine()).append('\n');
    return text.append(dump(resource(plan, name))).toString();
  }

  private static Map<String, Object> resource(CapacityPlan plan, String name) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("apiVersion", "imagesearch.io/v1alpha1");
    resource.put("kind", "ImageSearchCluster");
    resource.put("metadata", Map.of("name", name));
    resource.put("spec", spec(plan));
    return resource;
  }

  private static Map<String, Object> spec(CapacityPlan plan) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("api", sized(plan.tier("api")));
    TierPlan embedder = plan.tier("embedder");
    Map<String, Object> embedders = sized(embedder);
    if (embedder.gpus() > 0) {
      embedders.put("gpu", Map.of("count", embedder.gpus()));
    }
    spec.put("embedder", embedders);
    spec.put("milvus", milvus(plan));
    spec.put("storage", Map.of("deletionPolicy", "Retain"));
    return spec;
  }

  private static Map<String, Object> milvus(CapacityPlan plan) {
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("mixCoord", Map.of("replicas", PAIR));
    for (String tier : new String[] {"proxy", "queryNode", "dataNode"}) {
      components.put(tier, sized(plan.tier(tier)));
    }
    components.put("streamingNode", Map.of("replicas", PAIR));
    Map<String, Object> milvus = new LinkedHashMap<>();
    milvus.put("replicas", plan.demand().copies());
    milvus.put("components", components);
    milvus.put("objectStorage", objectStorage(plan));
    return milvus;
  }

  private static Map<String, Object> objectStorage(CapacityPlan plan) {
    if (!plan.needsStorageElsewhere()) {
      return Map.of("storage", Map.of("size", Bytes.quantity(plan.storageBytes())));
    }
    Map<String, Object> external = new LinkedHashMap<>();
    external.put("endpoint", "https://s3.example.com");
    external.put("bucket", "pictures");
    external.put("credentialsSecret", "pictures-s3");
    return Map.of("external", external);
  }

  private static Map<String, Object> sized(TierPlan tier) {
    String memory = Bytes.quantity(tier.memoryBytes());
    Map<String, Object> requests = new LinkedHashMap<>();
    requests.put("cpu", "%.0f".formatted(tier.cores()));
    requests.put("memory", memory);
    Map<String, Object> resources = new LinkedHashMap<>();
    resources.put("requests", requests);
    resources.put("limits", Map.of("memory", memory));
    Map<String, Object> sized = new LinkedHashMap<>();
    sized.put("replicas", tier.pods());
    sized.put("template", Map.of("resources", resources));
    return sized;
  }

  private static String dump(Map<String, Object> resource) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(100);
    return new Yaml(options).dump(resource);
  }
}
