package io.imagesearch.operator.validation;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.imagesearch.operator.api.v1alpha1.PodTemplate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of what changes pods: parts of it are as in a Pod. */
final class TemplateRules {
  private static final String LABEL_VALUE = "([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?";
  private static final String KEY =
      "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final Set<String> EFFECTS =
      Set.of("", "NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final Set<String> WHEN = Set.of("DoNotSchedule", "ScheduleAnyway");

  private TemplateRules() {}

  static void check(String path, PodTemplate template, Violations violations) {
    checkLabels(path + ".labels", template.labels(), violations);
    checkLabels(path + ".nodeSelector", template.nodeSelector(), violations);
    checkKeys(path + ".annotations", template.annotations(), violations);
    Amounts.check(path + ".resources", template.resources(), violations);
    checkScheduling(path, template, violations);
    Part.readAll(
        path + ".env",
        template.env(),
        EnvVar.class,
        violations,
        (at, variable) -> {
          requireText(at + ".name", variable.getName(), violations);
          violations.unless(
              variable.getValue() == null || variable.getValueFrom() == null,
              at + ".valueFrom",
              "give value or valueFrom, not both");
        });
    Part.readAll(
        path + ".volumes",
        template.volumes(),
        Volume.class,
        violations,
        (at, volume) -> requireText(at + ".name", volume.getName(), violations));
    Part.readAll(
        path + ".volumeMounts",
        template.volumeMounts(),
        VolumeMount.class,
        violations,
        (at, mount) -> {
          requireText(at + ".name", mount.getName(), violations);
          requireText(at + ".mountPath", mount.getMountPath(), violations);
        });
    Part.readAll(
        path + ".sidecars",
        template.sidecars(),
        Container.class,
        violations,
        (at, container) -> {
          requireText(at + ".name", container.getName(), violations);
          requireText(at + ".image", container.getImage(), violations);
        });
  }

  private static void checkScheduling(String path, PodTemplate template, Violations violations) {
    Part.readAll(
        path + ".tolerations",
        template.tolerations(),
        Toleration.class,
        violations,
        (at, toleration) -> checkToleration(at, toleration, violations));
    Part.read(path + ".affinity", template.affinity(), Affinity.class, violations);
    Part.readAll(
        path + ".topologySpreadConstraints",
        template.topologySpreadConstraints(),
        TopologySpreadConstraint.class,
        violations,
        (at, constraint) -> {
          requireText(at + ".topologyKey", constraint.getTopologyKey(), violations);
          violations.unless(
              constraint.getMaxSkew() != null && constraint.getMaxSkew() > 0,
              at + ".maxSkew",
              "give at least 1");
          violations.unless(
              constraint.getWhenUnsatisfiable() != null
                  && WHEN.contains(constraint.getWhenUnsatisfiable()),
              at + ".whenUnsatisfiable",
              "give DoNotSchedule or ScheduleAnyway");
        });
  }

  private static void checkToleration(String at, Toleration toleration, Violations violations) {
    String operator = Objects.requireNonNullElse(toleration.getOperator(), "Equal");
    String key = Objects.requireNonNullElse(toleration.getKey(), "");
    String value = Objects.requireNonNullElse(toleration.getValue(), "");
    String effect = Objects.requireNonNullElse(toleration.getEffect(), "");
    violations.unless(
        operator.equals("Equal") || operator.equals("Exists"),
        at + ".operator",
        "give Equal or Exists");
    violations.unless(
        !key.isEmpty() || operator.equals("Exists"),
        at + ".key",
        "give the key of a taint, or operator: Exists, which means every taint");
    violations.unless(
        value.isEmpty() || !operator.equals("Exists"),
        at + ".value",
        "leave it out: with operator Exists every value is tolerated");
    violations.unless(
        EFFECTS.contains(effect),
        at + ".effect",
        "give NoSchedule, PreferNoSchedule or NoExecute, or leave it out for all of them");
  }

  private static void checkLabels(
      String path, @Nullable Map<String, String> labels, Violations violations) {
    checkKeys(path, labels, violations);
    if (labels != null) {
      labels.forEach((key, value) ->
          violations.unless(
              isNull(value) || value.matches(LABEL_VALUE),
              path + "." + key,
              "give at most 63 letters, digits, '-', '_' and '.', beginning and ending with a"
                  + " letter or digit"));
    }
  }

  private static void checkKeys(
      String path, @Nullable Map<String, String> entries, Violations violations) {
    if (entries != null) {
      entries
          .keySet()
          .forEach(key ->
              violations.unless(
                  key.matches(KEY),
                  path + "." + key,
                  "give a key such as team or example.com/team"));
    }
  }

  private static void requireText(String path, @Nullable String text, Violations violations) {
    violations.unless(text != null && !text.isEmpty(), path, "give it: there is no default");
  }

  /** Of a map that was read, which may hold nulls whatever its type says. */
  private static boolean isNull(@Nullable Object value) {
    return value == null;
  }
}
