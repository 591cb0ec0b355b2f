package io.imagesearch.operator.status;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.imagesearch.operator.check.CheckResult;
import io.imagesearch.operator.check.Dependency;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.MetadataStore;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.ObjectStore;
import io.imagesearch.operator.cluster.Spec;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.PodTrouble;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.status.References.Reference;
import io.imagesearch.operator.upgrade.Step;
import io.imagesearch.operator.upgrade.UpgradePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is to be said about a cluster whose plan was applied. Pure. */
public final class Judgement {
  private static final Set<String> UNASKED = Set.of("NotNeeded", "PartOfMilvus", "Pulsar");

  private final Cluster cluster;
  private final Spec spec;
  private final World world;
  private final Optional<UpgradePlan> upgrade;
  private final Optional<Map<Dependency, CheckResult>> answers;

  private Judgement(
      Cluster cluster,
      World world,
      Optional<UpgradePlan> upgrade,
      Optional<Map<Dependency, CheckResult>> answers) {
    this.answers = answers;
    this.upgrade = upgrade;
    this.cluster = cluster;
    this.spec = cluster.spec();
    this.world = world;
  }

  /**
   * A verdict on every condition but the summary.
   *
   * @param ignored changes of templates that have no effect
   * @param answers what stores and Milvus said when they were asked; empty where nobody asks
   */
  public static List<Verdict> of(
      Cluster cluster,
      World world,
      Optional<UpgradePlan> upgrade,
      List<String> ignored,
      Optional<Map<Dependency, CheckResult>> answers) {
    Judgement judgement = new Judgement(cluster, world, upgrade, answers);
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(judgement.valid());
    verdicts.add(Verdict.no(ConditionType.PAUSED, "NotAskedFor", "spec.paused is false"));
    verdicts.add(judgement.asked(Dependency.METADATA_STORE, judgement.metadataStore()));
    verdicts.add(judgement.asked(Dependency.OBJECT_STORE, judgement.objectStore()));
    verdicts.add(judgement.asked(Dependency.MESSAGE_QUEUE, judgement.messageQueue()));
    verdicts.add(judgement.asked(Dependency.MILVUS, judgement.milvus()));
    verdicts.add(judgement.needed(judgement.pods(ConditionType.EMBEDDER_READY, Tier.EMBEDDER)));
    verdicts.add(judgement.needed(judgement.pods(ConditionType.API_READY, Tier.API)));
    verdicts.add(judgement.needed(judgement.ingress()));
    verdicts.add(ScalingVerdict.of(world));
    verdicts.add(judgement.progressing());
    verdicts.add(ImagesVerdict.of(cluster, world));
    verdicts.add(
        ignored.isEmpty()
            ? Verdict.no(ConditionType.WARNING, "Nothing", "nothing is left out")
            : Verdict.yes(
                ConditionType.WARNING,
                "TemplateIgnored",
                "the operator owns, and so left out: " + String.join(", ", ignored)));
    return verdicts;
  }

  /** Pods that are ready may yet be of no use: what they answer counts. */
  private Verdict asked(Dependency dependency, Verdict verdict) {
    Verdict pods = needed(verdict);
    boolean silent = answers.isEmpty() || !pods.isTrue() || UNASKED.contains(pods.reason());
    if (silent) {
      return pods;
    }
    CheckResult result = answers.get().get(dependency);
    return switch (result) {
      case null -> Verdict.unknown(pods.type(), "NotAskedYet", "it was not asked yet");
      case CheckResult.Ok _ -> pods;
      case CheckResult.Failed(String reason, String message) ->
          Verdict.no(pods.type(), reason, message);
    };
  }

  /** A Secret that is not there outweighs what else is to be said. */
  private Verdict needed(Verdict verdict) {
    Optional<String> missing =
        References.of(spec).stream()
            .filter(reference -> reference.neededFor() == verdict.type())
            .map(Reference::secret)
            .filter(secret -> cluster.digestOf(secret).isEmpty())
            .findFirst();
    return missing
        .map(secret ->
            Verdict.no(verdict.type(), "SecretMissing", "Secret %s is not there".formatted(secret)))
        .orElse(verdict);
  }

  private Verdict valid() {
    return upgrade
        .flatMap(UpgradePlan::refused)
        .map(why -> Verdict.no(ConditionType.SPEC_VALID, "VersionRefused", why))
        .orElseGet(() -> Verdict.yes(ConditionType.SPEC_VALID, "Valid", "the spec makes sense"));
  }

  private Verdict metadataStore() {
    ConditionType type = ConditionType.METADATA_STORE_READY;
    if (!(spec.milvus() instanceof Milvus.Managed milvus)) {
      return Verdict.yes(type, "NotNeeded", "Milvus is external");
    }
    return milvus.metadata() instanceof MetadataStore.Managed
        ? pods(type, Tier.ETCD)
        : Verdict.yes(type, "External", "etcd is external");
  }

  private Verdict objectStore() {
    ConditionType type = ConditionType.OBJECT_STORE_READY;
    return spec.objectStore() instanceof ObjectStore.Managed
        ? pods(type, Tier.OBJECT_STORAGE)
        : Verdict.yes(type, "External", "the object storage is external");
  }

  private Verdict messageQueue() {
    ConditionType type = ConditionType.MESSAGE_QUEUE_READY;
    if (!(spec.milvus() instanceof Milvus.Managed milvus)) {
      return Verdict.yes(type, "NotNeeded", "Milvus is external");
    }
    return switch (milvus.queue()) {
      case MessageQueue.ManagedKafka _ -> pods(type, Tier.KAFKA);
      case MessageQueue.Woodpecker _ ->
          Verdict.yes(type, "PartOfMilvus", "Milvus keeps its log in the object storage");
      case MessageQueue.ExternalKafka _ -> Verdict.yes(type, "External", "Kafka is external");
      case MessageQueue.Pulsar _ ->
          Verdict.yes(type, "Pulsar", "Pulsar is external; only Milvus speaks to it");
    };
  }

  private Verdict milvus() {
    ConditionType type = ConditionType.MILVUS_READY;
    if (!(spec.milvus() instanceof Milvus.Managed)) {
      return Verdict.yes(type, "External", "Milvus is external");
    }
    return asleepOr(
        type,
        () ->
            TierVerdict.of(
                type,
                Tier.milvus().stream().filter(cluster.situation().versions()::containsKey).toList(),
                world));
  }

  private Verdict pods(ConditionType type, Tier tier) {
    return asleepOr(type, () -> TierVerdict.of(type, List.of(tier), world));
  }

  private Verdict asleepOr(ConditionType type, Supplier<Verdict> otherwise) {
    return spec.hibernated()
        ? Verdict.no(type, "Hibernated", "spec.hibernated is true")
        : otherwise.get();
  }

  private Verdict ingress() {
    ConditionType type = ConditionType.INGRESS_READY;
    if (spec.gateway().isPresent()) {
      return cluster.situation().gatewayApi()
          ? Verdict.yes(type, "RouteMade", "the HTTPRoute is there")
          : Verdict.no(
              type, "NoGatewayApi", "this Kubernetes has no HTTPRoute: install the Gateway API");
    }
    if (spec.ingress().isEmpty()) {
      return Verdict.yes(type, "NotAskedFor", "the API is reached inside the cluster only");
    }
    return world
        .all(Ingress.class)
        .findFirst()
        .map(ingress ->
            hasAddress(ingress)
                ? Verdict.yes(type, "AddressGiven", "the Ingress has an address")
                : Verdict.yes(
                    type, "IngressMade", "no controller has given the Ingress an address yet"))
        .orElseGet(() -> Verdict.no(type, "NotMade", "the Ingress is about to be made"));
  }

  private static boolean hasAddress(Ingress ingress) {
    return ingress.getStatus() != null
        && ingress.getStatus().getLoadBalancer() != null
        && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty();
  }

  private Verdict progressing() {
    Optional<Step> step = upgrade.flatMap(UpgradePlan::step);
    if (step.isPresent()) {
      return Verdict.yes(
          ConditionType.PROGRESSING,
          step.get().reason(),
          step.get().message()
              + PodTrouble.worst(world.pods(step.get().role()))
                  .map(trouble -> "; " + trouble.message())
                  .orElse(""));
    }
    List<Tier> under =
        spec.sizes().keySet().stream()
            .filter(tier -> world.workload(tier).filter(each -> !each.isComplete()).isPresent())
            .toList();
    if (under.isEmpty()) {
      return Verdict.no(ConditionType.PROGRESSING, "Settled", "nothing is under way");
    }
    String names =
        under.stream()
            .flatMap(tier -> world.workload(tier).stream())
            .map(workload -> workload.object().getMetadata().getName())
            .sorted()
            .collect(Collectors.joining(", "));
    // The old pods may all be ready, so that nothing else tells why the new ones are not.
    String why =
        PodTrouble.worst(under.stream().flatMap(tier -> world.pods(tier).stream()).toList())
            .map(trouble -> "; " + trouble.message())
            .orElse("");
    return Verdict.yes(ConditionType.PROGRESSING, "RollingOut", names + held() + why);
  }

  /** What a rollout waits for that the operator has paused. */
  private String held() {
    return cluster.situation().held().stream()
        .map(cluster::nameOf)
        .sorted()
        .map(name ->
            "; %s waits until ending pods of %s are gone"
                .formatted(name, cluster.nameOf(Tier.QUERY_NODE)))
        .collect(Collectors.joining());
  }
}
