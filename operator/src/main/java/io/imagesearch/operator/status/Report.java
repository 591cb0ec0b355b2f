package io.imagesearch.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.imagesearch.operator.api.v1alpha1.ComponentStatus;
import io.imagesearch.operator.api.v1alpha1.EmbedderStatus;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.api.v1alpha1.MilvusStatus;
import io.imagesearch.operator.api.v1alpha1.TierStatus;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import io.imagesearch.operator.observe.Workload;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.upgrade.Step;
import io.imagesearch.operator.upgrade.UpgradePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what is there. Pure. */
public final class Report {
  private Report() {}

  /** The whole status of a cluster. */
  public static ImageSearchClusterStatus of(
      Cluster cluster,
      World world,
      String url,
      List<Condition> conditions,
      Optional<UpgradePlan> upgrade,
      @Nullable Integer loadedReplicas,
      @Nullable Map<String, Integer> hibernatedReplicas) {
    return new ImageSearchClusterStatus(
        cluster.resource().getMetadata().getGeneration(),
        url,
        cluster.spec().model().name(),
        conditions,
        world.workload(Tier.EMBEDDER).map(workload -> embedder(cluster, workload)).orElse(null),
        world.workload(Tier.API).map(Report::tier).orElse(null),
        milvus(cluster, world, upgrade, loadedReplicas),
        images(cluster),
        hibernatedReplicas);
  }

  private static TierStatus tier(Workload workload) {
    return new TierStatus(workload.desired(), workload.ready(), summary(workload));
  }

  private static EmbedderStatus embedder(Cluster cluster, Workload workload) {
    String selector =
        new TreeMap<>(Labels.selector(cluster.name(), Tier.EMBEDDER))
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    return new EmbedderStatus(
        workload.desired(), workload.ready(), summary(workload), workload.total(), selector);
  }

  private static String summary(Workload workload) {
    return workload.ready() + "/" + workload.desired();
  }

  private static @Nullable MilvusStatus milvus(
      Cluster cluster,
      World world,
      Optional<UpgradePlan> upgrade,
      @Nullable Integer loadedReplicas) {
    if (upgrade.isEmpty()) {
      return loadedReplicas == null ? null : new MilvusStatus(null, loadedReplicas, null, null);
    }
    Map<Tier, Version> versions = cluster.situation().versions();
    List<ComponentStatus> components =
        Tier.milvus().stream()
            .flatMap(role -> world.workload(role).stream())
            .map(workload ->
                new ComponentStatus(
                    workload.tier().component().substring("milvus-".length()),
                    workload.desired(),
                    workload.ready(),
                    Optional.ofNullable(versions.get(workload.tier()))
                        .map(Version::toString)
                        .orElse(null)))
            .toList();
    return new MilvusStatus(
        upgrade.get().reached().map(Version::toString).orElse(null),
        loadedReplicas,
        components,
        upgrade.get().step().map(Step::status).orElse(null));
  }

  private static Map<String, String> images(Cluster cluster) {
    Map<String, String> images = new TreeMap<>();
    for (Part part : Part.values()) {
      images.put(part.field(), cluster.situation().image(part));
    }
    return images;
  }
}
