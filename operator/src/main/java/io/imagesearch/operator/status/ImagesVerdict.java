package io.imagesearch.operator.status;

import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Part;
import io.imagesearch.operator.observe.Workload;
import io.imagesearch.operator.observe.World;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a cluster runs what this operator would take for a new one. An operator that was upgraded
 * restarts nothing; so it says what there is to be had. Pure.
 */
final class ImagesVerdict {
  private ImagesVerdict() {}

  static Verdict of(Cluster cluster, World world) {
    Set<String> running =
        world
            .workloads()
            .map(Workload::template)
            .flatMap(template -> template.getSpec().getContainers().stream())
            .map(container -> container.getImage())
            .collect(Collectors.toSet());
    String newer =
        Stream.of(Part.values())
            .filter(part -> part.named(cluster.spec().images()).isEmpty())
            .filter(part -> running.contains(cluster.situation().images().get(part)))
            .filter(part ->
                !Objects.equals(cluster.situation().images().get(part), byDefault(cluster, part)))
            .map(part -> part.field() + " " + byDefault(cluster, part))
            .collect(Collectors.joining(", "));
    return newer.isEmpty()
        ? Verdict.yes(ConditionType.IMAGES_CURRENT, "Current", "they are the spec's, or by default")
        : Verdict.no(
            ConditionType.IMAGES_CURRENT,
            "NewerDefaults",
            "by default there would be, when spec.images names it: " + newer);
  }

  private static String byDefault(Cluster cluster, Part part) {
    return part.from(cluster.spec().images().registry());
  }
}
