package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a newer definition breaks of an older one: a resource that was accepted and would be
 * refused, would lose a field, or would mean something else.
 */
final class CrdCompatibility {
  private final List<String> breaks = new ArrayList<>();

  static List<String> breaks(CustomResourceDefinition older, CustomResourceDefinition newer) {
    CrdCompatibility compared = new CrdCompatibility();
    for (CustomResourceDefinitionVersion version : older.getSpec().getVersions()) {
      newer.getSpec().getVersions().stream()
          .filter(each -> each.getName().equals(version.getName()) && each.getServed())
          .findFirst()
          .ifPresentOrElse(
              same ->
                  compared.compare(
                      version.getName(),
                      version.getSchema().getOpenAPIV3Schema(),
                      same.getSchema().getOpenAPIV3Schema()),
              () -> compared.breaks.add(version.getName() + " is served no more"));
    }
    return compared.breaks;
  }

  private void compare(String path, JSONSchemaProps older, JSONSchemaProps newer) {
    if (!Objects.equals(older.getType(), newer.getType())) {
      breaks.add(path + " is of type " + newer.getType());
      return;
    }
    narrowed(path, "maximum", older, newer, JSONSchemaProps::getMaximum, true);
    narrowed(path, "minimum", older, newer, JSONSchemaProps::getMinimum, false);
    narrowed(path, "maxLength", older, newer, JSONSchemaProps::getMaxLength, true);
    narrowed(path, "minLength", older, newer, JSONSchemaProps::getMinLength, false);
    narrowed(path, "maxItems", older, newer, JSONSchemaProps::getMaxItems, true);
    narrowed(path, "minItems", older, newer, JSONSchemaProps::getMinItems, false);
    narrowed(path, "maxProperties", older, newer, JSONSchemaProps::getMaxProperties, true);
    if (newer.getPattern() != null && !newer.getPattern().equals(older.getPattern())) {
      breaks.add(path + " has another pattern");
    }
    Set<JsonNode> values = set(newer.getEnum());
    if (!values.isEmpty() && !set(older.getEnum()).stream().allMatch(values::contains)) {
      breaks.add(path + " allows fewer values");
    }
    if (isScalar(older) && !Objects.equals(older.getDefault(), newer.getDefault())) {
      breaks.add(path + " has another default");
    }
    set(newer.getRequired()).stream()
        .filter(name -> !set(older.getRequired()).contains(name))
        .forEach(name -> breaks.add(path + "." + name + " is required"));
    Set<String> rules = rules(older);
    rules(newer).stream()
        .filter(rule -> !rules.contains(rule))
        .forEach(rule -> breaks.add(path + " has a new rule: " + rule));
    compareParts(path, older, newer);
  }

  private void compareParts(String path, JSONSchemaProps older, JSONSchemaProps newer) {
    Map<String, JSONSchemaProps> fields =
        Objects.requireNonNullElse(newer.getProperties(), Map.of());
    Objects.requireNonNullElse(older.getProperties(), Map.<String, JSONSchemaProps>of())
        .forEach((name, field) -> {
          JSONSchemaProps same = fields.get(name);
          if (same == null) {
            breaks.add(path + "." + name + " is gone");
          } else {
            compare(path + "." + name, field, same);
          }
        });
    if (older.getItems() != null && newer.getItems() != null) {
      compare(path + "[]", older.getItems().getSchema(), newer.getItems().getSchema());
    }
    if (Boolean.TRUE.equals(older.getXKubernetesPreserveUnknownFields())
        && !Boolean.TRUE.equals(newer.getXKubernetesPreserveUnknownFields())) {
      breaks.add(path + " keeps unknown fields no more");
    }
  }

  private void narrowed(
      String path,
      String name,
      JSONSchemaProps older,
      JSONSchemaProps newer,
      Function<JSONSchemaProps, @Nullable Number> bound,
      boolean most) {
    Number before = bound.apply(older);
    Number after = bound.apply(newer);
    if (after == null) {
      return;
    }
    if (before == null
        || (most
            ? after.doubleValue() < before.doubleValue()
            : after.doubleValue() > before.doubleValue())) {
      breaks.add(path + " has a narrower " + name);
    }
  }

  private static boolean isScalar(JSONSchemaProps schema) {
    return !"object".equals(schema.getType()) && !"array".equals(schema.getType());
  }

  private static Set<String> rules(JSONSchemaProps schema) {
    return set(schema.getXKubernetesValidations()).stream()
        .map(ValidationRule::getRule)
        .collect(Collectors.toSet());
  }

  private static <T> Set<T> set(@Nullable List<T> list) {
    return list == null ? Set.of() : new HashSet<>(list);
  }
}
