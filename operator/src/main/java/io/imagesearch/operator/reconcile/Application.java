package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.imagesearch.operator.Dependents;
import io.imagesearch.operator.api.v1alpha1.DeletionPolicy;
import io.imagesearch.operator.apply.Applier;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.secret.GeneratedSecret;
import io.imagesearch.operator.stateful.VolumeGrowth;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings what is there to what the plan says. */
final class Application {
  /**
   * What is removed when the plan has it no longer. Never what holds data, or the keys to it: an
   * error in a plan may stop a service, and may not lose a picture.
   */
  private static final Set<Class<? extends HasMetadata>> REMOVABLE =
      Set.of(
          ServiceAccount.class,
          ConfigMap.class,
          Service.class,
          Deployment.class,
          PodDisruptionBudget.class,
          HorizontalPodAutoscaler.class,
          NetworkPolicy.class,
          Ingress.class,
          HTTPRoute.class,
          GenericKubernetesResource.class);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Plan plan;
  private final World world;
  private final Applier applier;

  Application(Plan plan, World world, Applier applier, Clock clock) {
    this.clock = clock;
    this.plan = plan;
    this.world = world;
    this.applier = applier;
  }

  /** Applies everything. */
  void run() {
    makeSecrets();
    Map<World.Key, HasMetadata> wanted = new LinkedHashMap<>();
    for (var dependent : Dependents.ALL) {
      dependent.desired(plan.cluster()).forEach(object -> wanted.put(World.Key.of(object), object));
    }
    List<HasMetadata> unwanted =
        world
            .objects()
            .filter(object -> REMOVABLE.stream().anyMatch(kind -> kind.isInstance(object)))
            .filter(object -> !wanted.containsKey(World.Key.of(object)))
            .filter(object -> !isRead(object))
            .toList();
    // An autoscaler goes before the number that takes its place comes.
    remove(unwanted.stream().filter(HorizontalPodAutoscaler.class::isInstance));
    for (HasMetadata object : wanted.values()) {
      HasMetadata actual = world.find(object).orElse(null);
      if (actual != null || mayBegin(object)) {
        applier.apply(object, actual, plan.wakeUp(tier(object)));
      }
    }
    remove(unwanted.stream().filter(each -> !(each instanceof HorizontalPodAutoscaler)));
    VolumeGrowth.of(plan.cluster(), world.all(PersistentVolumeClaim.class).toList())
        .forEach(growth -> applier.grow(growth.claim(), growth.to()));
  }

  /** A pod of before, which may start again, still reads the configuration of before. */
  private boolean isRead(HasMetadata object) {
    return object instanceof ConfigMap
        && world
            .all(Pod.class)
            .flatMap(pod -> pod.getSpec().getVolumes().stream())
            .map(Volume::getConfigMap)
            .filter(Objects::nonNull)
            .anyMatch(volume -> object.getMetadata().getName().equals(volume.getName()));
  }

  /** The policy of today says what becomes of keys that were made under another one. */
  private void makeSecrets() {
    Map<String, Secret> there =
        world
            .all(Secret.class)
            .collect(Collectors.toMap(secret -> secret.getMetadata().getName(), secret -> secret));
    boolean owned = plan.cluster().spec().deletionPolicy() == DeletionPolicy.DELETE;
    for (GeneratedSecret generated : GeneratedSecret.of(plan.cluster())) {
      Secret actual = there.get(generated.name());
      if (actual == null) {
        applier.createOnce(generated.create(plan.cluster(), RANDOM, clock), owned);
      } else if (isMade(actual) && actual.getMetadata().getOwnerReferences().isEmpty() == owned) {
        applier.own(actual, owned);
      }
    }
  }

  /** A user may have made one of the same name, which is the user's. */
  private static boolean isMade(Secret secret) {
    Map<String, String> labels = secret.getMetadata().getLabels();
    return labels != null && Labels.OPERATOR.equals(labels.get(Labels.MANAGED_BY));
  }

  private void remove(Stream<HasMetadata> objects) {
    objects
        .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
        .forEach(applier::remove);
  }

  /** Milvus is first made when its stores are there: before, it would only fail and wait longer. */
  private boolean mayBegin(HasMetadata object) {
    Tier tier = tier(object);
    return !(object instanceof Deployment)
        || tier == null
        || !tier.isMilvus()
        || Hibernation.storesReady(plan.cluster().spec(), world);
  }

  private static @Nullable Tier tier(HasMetadata object) {
    String component = object.getMetadata().getLabels().get(Labels.COMPONENT);
    return Stream.of(Tier.values())
        .filter(tier -> tier.component().equals(component))
        .findFirst()
        .orElse(null);
  }
}
