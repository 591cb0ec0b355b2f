package io.imagesearch.operator.pod;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodSpecFluent;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.imagesearch.operator.api.v1alpha1.PodTemplate;
import io.imagesearch.operator.api.v1alpha1.ResourceAmounts;
import io.imagesearch.operator.cluster.Labels;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays a person's changes over the operator's pods. What the operator owns stays its own. */
final class TemplateChanges {
  private TemplateChanges() {}

  /**
   * The pods with the changes.
   *
   * @throws IllegalArgumentException when a part that is as in a Pod is not
   */
  static PodTemplateSpec apply(
      PodTemplateSpec pods, PodTemplate changes, Map<String, String> selector) {
    PodTemplateSpecBuilder builder = new PodTemplateSpecBuilder(pods);
    builder
        .editMetadata()
        .addToLabels(notOwned(changes.labels()))
        .addToAnnotations(notOwned(changes.annotations()))
        .endMetadata();
    var spec = builder.editSpec();
    changeScheduling(spec, changes, selector);
    spec.addAllToVolumes(
        added(changes.volumes(), Volume.class, Volume::getName, pods.getSpec().getVolumes()));
    spec.addAllToContainers(
        added(
            changes.sidecars(),
            Container.class,
            Container::getName,
            pods.getSpec().getContainers()));
    changeMain(spec, changes, pods.getSpec().getContainers().getFirst());
    return spec.endSpec().build();
  }

  private static void changeScheduling(
      PodSpecFluent<?> spec, PodTemplate changes, Map<String, String> selector) {
    if (changes.nodeSelector() != null) {
      spec.withNodeSelector(changes.nodeSelector());
    }
    if (changes.tolerations() != null) {
      spec.addAllToTolerations(
          Untyped.read("tolerations", changes.tolerations(), Toleration.class));
    }
    if (changes.affinity() != null) {
      spec.withAffinity(Untyped.read("affinity", changes.affinity(), Affinity.class));
    }
    if (changes.topologySpreadConstraints() != null) {
      List<TopologySpreadConstraint> constraints =
          Untyped.read(
              "topologySpreadConstraints",
              changes.topologySpreadConstraints(),
              TopologySpreadConstraint.class);
      constraints.stream()
          .filter(constraint -> constraint.getLabelSelector() == null)
          .forEach(constraint ->
              constraint.setLabelSelector(
                  new LabelSelectorBuilder().withMatchLabels(selector).build()));
      spec.withTopologySpreadConstraints(constraints);
    }
    set(changes.priorityClassName(), spec::withPriorityClassName);
    set(changes.runtimeClassName(), spec::withRuntimeClassName);
    set(changes.schedulerName(), spec::withSchedulerName);
    set(changes.serviceAccountName(), spec::withServiceAccountName);
    set(changes.terminationGracePeriodSeconds(), spec::withTerminationGracePeriodSeconds);
  }

  private static void changeMain(PodSpecFluent<?> spec, PodTemplate changes, Container main) {
    var container = spec.editMatchingContainer(each -> main.getName().equals(each.getName()));
    container
        .addAllToEnv(added(changes.env(), EnvVar.class, EnvVar::getName, main.getEnv()))
        .addAllToVolumeMounts(
            added(
                changes.volumeMounts(),
                VolumeMount.class,
                VolumeMount::getMountPath,
                main.getVolumeMounts()));
    ResourceAmounts resources = changes.resources();
    if (resources != null) {
      container.withResources(merged(resources, main.getResources()));
    }
    container.endContainer();
  }

  /** A default that does not go with what is given gives way: a pod with both would be refused. */
  private static ResourceRequirements merged(
      ResourceAmounts given, @Nullable ResourceRequirements defaults) {
    Map<String, Quantity> requests = quantities(given.requests());
    Map<String, Quantity> limits = quantities(given.limits());
    var merged = new ResourceRequirementsBuilder(defaults);
    requests.forEach((name, request) -> {
      Quantity limit = defaults == null ? null : defaults.getLimits().get(name);
      if (limit != null && isMore(request, limit)) {
        merged.addToLimits(name, request);
      }
    });
    limits.forEach((name, limit) -> {
      Quantity request = defaults == null ? null : defaults.getRequests().get(name);
      if (request != null && isMore(request, limit)) {
        merged.addToRequests(name, limit);
      }
    });
    return merged.addToRequests(requests).addToLimits(limits).build();
  }

  private static boolean isMore(Quantity amount, Quantity than) {
    return Quantity.getAmountInBytes(amount).compareTo(Quantity.getAmountInBytes(than)) > 0;
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  private static Map<String, Quantity> quantities(@Nullable Map<String, String> amounts) {
    Map<String, Quantity> quantities = new LinkedHashMap<>();
    if (amounts != null) {
      amounts.forEach((name, amount) -> quantities.put(name, Quantity.parse(amount)));
    }
    return quantities;
  }

  private static Map<String, String> notOwned(@Nullable Map<String, String> given) {
    return given == null
        ? Map.of()
        : given.entrySet().stream()
            .filter(entry -> !Labels.isOwned(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static <T> List<T> added(
      @Nullable List<Map<String, Object>> given,
      Class<T> type,
      Function<T, String> key,
      List<T> owned) {
    if (given == null) {
      return List.of();
    }
    Set<String> taken = owned.stream().map(key).collect(Collectors.toCollection(HashSet::new));
    return Untyped.read(type.getSimpleName(), given, type).stream()
        .filter(each -> taken.add(key.apply(each)))
        .toList();
  }
}
