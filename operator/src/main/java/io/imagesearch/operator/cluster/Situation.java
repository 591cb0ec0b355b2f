package io.imagesearch.operator.cluster;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the world the objects of a cluster depend on.
 *
 * @param images the image of each part, as chosen when the cluster was made or the spec named it
 * @param versions the roles of Milvus that there shall be now, and the version of each: an upgrade
 *     goes step by step
 * @param replicas pods that a tier shall have now, where that is not what the spec says: while it
 *     is scaled in one by one, and 0 in hibernation
 * @param secretDigests digest of each Secret that the spec names, and that is there
 * @param volumeSizes size that the volumes of a tier were made with: that of the volume claim
 *     template of its StatefulSet, which nobody can change; none before it is there
 * @param gatewayApi whether this Kubernetes knows HTTPRoutes
 * @param podMonitors whether this Kubernetes knows PodMonitors
 * @param held tiers whose rollout waits for query nodes to end
 * @param kept images of roles of Milvus whose turn in an upgrade has not come yet, as they run
 * @param operatorNamespace where the operator itself runs; null where that is not known
 */
public record Situation(
    Map<Part, String> images,
    Map<Tier, Version> versions,
    Map<Tier, Integer> replicas,
    Map<String, String> secretDigests,
    Map<Tier, String> volumeSizes,
    boolean gatewayApi,
    boolean podMonitors,
    Set<Tier> held,
    Map<Tier, String> kept,
    @Nullable String operatorNamespace) {

  public Situation {
    images = Map.copyOf(images);
    versions = Map.copyOf(versions);
    replicas = Map.copyOf(replicas);
    secretDigests = Map.copyOf(secretDigests);
    held = Set.copyOf(held);
    kept = Map.copyOf(kept);
    volumeSizes = Map.copyOf(volumeSizes);
  }

  /** Before anything is there: default images, the version that is wanted, no Secret seen. */
  public static Situation initial(Spec spec) {
    Map<Part, String> images = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      images.put(part, part.named(spec.images()).orElse(part.from(spec.images().registry())));
    }
    Map<Tier, Version> versions = new EnumMap<>(Tier.class);
    if (spec.milvus() instanceof Milvus.Managed milvus) {
      milvus.roles().forEach(role -> versions.put(role, milvus.version()));
    }
    return new Situation(
        images, versions, Map.of(), Map.of(), Map.of(), false, false, Set.of(), Map.of(), null);
  }

  /**
   * {@code spec.paused} of a tier's Deployment: false would be left out by the API server, and
   * found missing.
   */
  public @Nullable Boolean paused(Tier tier) {
    return held.contains(tier) ? true : null;
  }

  /** The same, but for a tier whose rollout waits as well. */
  public Situation holding(Tier tier) {
    Set<Tier> more = EnumSet.of(tier);
    more.addAll(held);
    return new Situation(
        images,
        versions,
        replicas,
        secretDigests,
        volumeSizes,
        gatewayApi,
        podMonitors,
        more,
        kept,
        operatorNamespace);
  }

  /** The image of a role of Milvus, at the version that the role shall have now. */
  public String milvusImage(Tier role) {
    String running = kept.get(role);
    if (running != null) {
      return running;
    }
    String image = Objects.requireNonNull(images.get(Part.MILVUS), "image of Milvus");
    boolean tagged = image.lastIndexOf(':') > image.lastIndexOf('/') || image.contains("@");
    return tagged ? image : image + ":v" + Objects.requireNonNull(versions.get(role), role.name());
  }

  /** The image of any other part. */
  public String image(Part part) {
    return Objects.requireNonNull(images.get(part), part.name());
  }
}
