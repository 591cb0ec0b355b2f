package io.imagesearch.operator.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.imagesearch.operator.api.v1alpha1.PodTemplate;
import io.imagesearch.operator.api.v1alpha1.ResourceAmounts;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Labels;
import io.imagesearch.operator.cluster.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person's template says and the pods don't have: what the operator owns. Found by a look at
 * the pods as they are made, so that it holds whoever kept what.
 */
public final class IgnoredChanges {
  private final String path;
  private final PodTemplateSpec pods;
  private final Container main;
  private final List<String> found = new ArrayList<>();

  private IgnoredChanges(Tier tier, PodTemplateSpec pods) {
    this.path = tier.component() + ": template.";
    this.pods = pods;
    this.main = pods.getSpec().getContainers().getFirst();
  }

  /**
   * Tier and field of each, in the order of the tiers.
   *
   * @param objects that the cluster is made of
   */
  public static List<String> of(Cluster cluster, Stream<HasMetadata> objects) {
    List<PodTemplateSpec> all = objects.flatMap(each -> podsOf(each).stream()).toList();
    return Stream.of(Tier.values())
        .flatMap(tier ->
            all.stream()
                .filter(pods ->
                    tier.component().equals(pods.getMetadata().getLabels().get(Labels.COMPONENT)))
                .flatMap(pods ->
                    new IgnoredChanges(tier, pods).find(cluster.spec().templateOf(tier)).stream()))
        .distinct()
        .toList();
  }

  private static Optional<PodTemplateSpec> podsOf(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> Optional.of(deployment.getSpec().getTemplate());
      case StatefulSet set -> Optional.of(set.getSpec().getTemplate());
      default -> Optional.empty();
    };
  }

  private List<String> find(PodTemplate template) {
    strings("labels", template.labels(), pods.getMetadata().getLabels());
    strings("annotations", template.annotations(), pods.getMetadata().getAnnotations());
    items("env", template.env(), EnvVar.class, EnvVar::getName, main.getEnv());
    items(
        "volumes", template.volumes(), Volume.class, Volume::getName, pods.getSpec().getVolumes());
    items(
        "volumeMounts",
        template.volumeMounts(),
        VolumeMount.class,
        VolumeMount::getMountPath,
        main.getVolumeMounts());
    items(
        "sidecars",
        template.sidecars(),
        Container.class,
        Container::getName,
        pods.getSpec().getContainers());
    ResourceAmounts amounts = template.resources();
    if (amounts != null) {
      quantities("requests", amounts.requests(), main.getResources().getRequests());
      quantities("limits", amounts.limits(), main.getResources().getLimits());
    }
    return found;
  }

  private void strings(
      String field, @Nullable Map<String, String> given, Map<String, String> actual) {
    if (given != null) {
      given.forEach((key, value) -> check(field, key, Objects.equals(value, actual.get(key))));
    }
  }

  private void quantities(
      String field, @Nullable Map<String, String> given, Map<String, Quantity> actual) {
    if (given != null) {
      given.forEach((key, value) ->
          check("resources." + field, key, Quantity.parse(value).equals(actual.get(key))));
    }
  }

  private <T> void items(
      String field,
      @Nullable List<Map<String, Object>> given,
      Class<T> type,
      Function<T, String> key,
      List<T> actual) {
    if (given != null) {
      Untyped.read(field, given, type)
          .forEach(each -> check(field, key.apply(each), actual.contains(each)));
    }
  }

  private void check(String field, String key, boolean inEffect) {
    if (!inEffect) {
      found.add(path + field + "[" + key + "] belongs to the operator");
    }
  }
}
