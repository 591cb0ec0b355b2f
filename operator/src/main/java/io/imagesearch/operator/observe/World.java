package io.imagesearch.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects of one cluster, as the informers have them. */
public final class World {
  private final Map<Key, HasMetadata> objects = new LinkedHashMap<>();
  private final Map<Tier, Workload> workloads = new EnumMap<>(Tier.class);

  /** What an object is called among those of a cluster. */
  public record Key(String kind, String name) {
    public static Key of(HasMetadata object) {
      return new Key(object.getKind(), object.getMetadata().getName());
    }
  }

  public World(Collection<? extends HasMetadata> objects) {
    for (HasMetadata object : objects) {
      this.objects.put(Key.of(object), object);
      if (object instanceof Deployment deployment) {
        tier(object).ifPresent(tier -> workloads.put(tier, Workload.of(tier, deployment)));
      } else if (object instanceof StatefulSet set) {
        tier(object).ifPresent(tier -> workloads.put(tier, Workload.of(tier, set)));
      }
    }
  }

  public Optional<HasMetadata> find(HasMetadata like) {
    return Optional.ofNullable(objects.get(Key.of(like)));
  }

  public Stream<HasMetadata> objects() {
    return objects.values().stream();
  }

  public <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return objects().filter(kind::isInstance).map(kind::cast);
  }

  /** The Deployment or StatefulSet of a tier, where there is one. */
  public Optional<Workload> workload(Tier tier) {
    return Optional.ofNullable(workloads.get(tier));
  }

  /** All Deployments and StatefulSets. */
  public Stream<Workload> workloads() {
    return workloads.values().stream();
  }

  /** Pods of a tier, also those that are about to end. */
  public List<Pod> pods(Tier tier) {
    return all(Pod.class).filter(pod -> tier(pod).filter(tier::equals).isPresent()).toList();
  }

  private static Optional<Tier> tier(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String component = labels == null ? null : labels.get(Labels.COMPONENT);
    return Stream.of(Tier.values()).filter(tier -> tier.component().equals(component)).findFirst();
  }
}
