package io.imagesearch.operator.status;

import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.observe.PodTrouble;
import io.imagesearch.operator.observe.Workload;
import io.imagesearch.operator.observe.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is to be said about the pods of some tiers together. */
final class TierVerdict {
  private TierVerdict() {}

  static Verdict of(ConditionType type, List<Tier> tiers, World world) {
    List<Workload> there = tiers.stream().flatMap(tier -> world.workload(tier).stream()).toList();
    if (there.size() < tiers.size()) {
      String missing =
          tiers.stream()
              .filter(tier -> world.workload(tier).isEmpty())
              .map(Tier::component)
              .collect(Collectors.joining(", "));
      return Verdict.no(type, "NotMade", missing + " waits for what it stands on");
    }
    List<Workload> lacking = there.stream().filter(workload -> !workload.isReady()).toList();
    if (lacking.isEmpty()) {
      return Verdict.yes(type, "PodsReady", counts(there));
    }
    Optional<PodTrouble> worst =
        lacking.stream()
            .flatMap(workload -> PodTrouble.worst(world.pods(workload.tier())).stream())
            .max(Comparator.comparingInt(PodTrouble::weight));
    return Verdict.no(
        type,
        worst.map(PodTrouble::reason).orElse("PodsNotReady"),
        counts(lacking) + worst.map(trouble -> "; " + trouble.message()).orElse(""));
  }

  private static String counts(List<Workload> workloads) {
    return workloads.stream()
        .map(workload ->
            "%s %d of %d ready"
                .formatted(
                    workload.tier().component(),
                    Math.min(workload.ready(), workload.desired()),
                    workload.desired()))
        .collect(Collectors.joining(", "));
  }
}
