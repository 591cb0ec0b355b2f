package io.imagesearch.operator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference of the custom resource, as it follows from the schema: a table for each object. */
final class CrdReference {
  /** Objects that look the same, under the path of the first. */
  private final Map<String, List<String>> shapes = new LinkedHashMap<>();

  private final Map<String, JSONSchemaProps> sections = new LinkedHashMap<>();

  static String of(JSONSchemaProps schema) {
    CrdReference reference = new CrdReference();
    reference.collect("spec", CrdShape.field(schema, "spec"));
    reference.collect("status", CrdShape.field(schema, "status"));
    return reference.sections.entrySet().stream()
        .map(section -> reference.section(section.getKey(), section.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private void collect(String path, JSONSchemaProps schema) {
    List<String> paths = shapes.computeIfAbsent(shape(schema), key -> new ArrayList<>());
    paths.add(path);
    if (paths.size() > 1) {
      return;
    }
    sections.put(path, schema);
    schema
        .getProperties()
        .forEach((name, field) -> {
          JSONSchemaProps object = object(field);
          if (object != null) {
            collect(path + "." + name + (field.getItems() == null ? "" : "[]"), object);
          }
        });
  }

  /** The object that a field is, or that its items are, where its fields are known. */
  private static @Nullable JSONSchemaProps object(JSONSchemaProps field) {
    JSONSchemaProps schema = field.getItems() == null ? field : field.getItems().getSchema();
    return schema.getProperties() == null || schema.getProperties().isEmpty() ? null : schema;
  }

  private static String shape(JSONSchemaProps schema) {
    return Serialization.asJson(
        List.of(
            schema.getProperties(),
            Objects.requireNonNullElse(schema.getXKubernetesValidations(), List.of())));
  }

  private String section(String path, JSONSchemaProps schema) {
    StringBuilder text = new StringBuilder("## `" + path + "`\n\n");
    List<String> same = Objects.requireNonNull(shapes.get(shape(schema)));
    if (same.size() > 1) {
      text.append("The same: ")
          .append(
              same.stream().skip(1).map(each -> "`" + each + "`").collect(Collectors.joining(", ")))
          .append(".\n\n");
    }
    text.append("| field | type | default | bounds | meaning |\n|---|---|---|---|---|\n");
    schema
        .getProperties()
        .forEach((name, field) -> {
          boolean required = schema.getRequired() != null && schema.getRequired().contains(name);
          text.append(row(name, field, required));
        });
    rules(schema, text);
    return text.toString();
  }

  private String row(String name, JSONSchemaProps field, boolean required) {
    String fallback =
        field.getDefault() == null || field.getDefault().isContainerNode()
            ? ""
            : "`" + field.getDefault().asText() + "`";
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(
            name,
            type(field),
            fallback,
            bounds(field, required),
            Objects.requireNonNullElse(field.getDescription(), "").replace("|", "\\|"))
        .replace(System.lineSeparator(), "\n");
  }

  private String type(JSONSchemaProps field) {
    JSONSchemaProps object = object(field);
    if (object != null) {
      String section = Objects.requireNonNull(shapes.get(shape(object))).getFirst();
      String anchor = section.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
      String text = field.getItems() == null ? "object" : "list of objects";
      return "[" + text + "](#" + anchor + ")";
    }
    if (field.getItems() != null) {
      JSONSchemaProps item = field.getItems().getSchema();
      return "list of " + (item.getProperties() == null ? item.getType() : "object") + "s";
    }
    if (field.getAdditionalProperties() != null) {
      JSONSchemaProps value = field.getAdditionalProperties().getSchema();
      return "map of "
          + (Boolean.TRUE.equals(value.getXKubernetesIntOrString())
              ? "amounts"
              : value.getType() + "s");
    }
    return field.getType();
  }

  private static String bounds(JSONSchemaProps field, boolean required) {
    List<String> bounds = new ArrayList<>();
    if (required) {
      bounds.add("required");
    }
    range(field.getMinimum(), field.getMaximum(), "", bounds);
    range(field.getMinLength(), field.getMaxLength(), " characters", bounds);
    range(field.getMinItems(), field.getMaxItems(), " items", bounds);
    range(field.getMinProperties(), field.getMaxProperties(), " entries", bounds);
    if (field.getEnum() != null && !field.getEnum().isEmpty()) {
      bounds.add(
          field.getEnum().stream()
              .map(value -> "`" + value.asText() + "`")
              .collect(Collectors.joining(", ")));
    }
    if (field.getProperties() == null || field.getProperties().isEmpty()) {
      sentences(field, bounds);
    }
    if (field.getItems() != null && object(field) == null) {
      sentences(field.getItems().getSchema(), bounds);
    }
    return String.join("; ", bounds).replace("|", "\\|");
  }

  private static void sentences(JSONSchemaProps schema, List<String> bounds) {
    if (schema.getXKubernetesValidations() != null) {
      schema.getXKubernetesValidations().forEach(rule -> bounds.add(rule.getMessage()));
    }
  }

  private static void range(
      @Nullable Number least, @Nullable Number most, String unit, List<String> bounds) {
    // That there are at least no characters is no bound.
    boolean bounded = least != null && (unit.isEmpty() || least.longValue() > 0);
    if (bounded && least != null && most != null) {
      bounds.add(least.longValue() + " to " + most.longValue() + unit);
    } else if (bounded && least != null) {
      bounds.add("at least " + least.longValue() + unit);
    } else if (most != null) {
      bounds.add("at most " + most.longValue() + unit);
    }
  }

  private static void rules(JSONSchemaProps schema, StringBuilder text) {
    List<ValidationRule> rules = schema.getXKubernetesValidations();
    if (rules == null || rules.isEmpty()) {
      return;
    }
    text.append("\nRules, each with the sentence that whoever breaks it reads:\n\n");
    rules.stream()
        .map(rule ->
            "- "
                + (rule.getFieldPath() == null ? "" : "`" + rule.getFieldPath().substring(1) + "`")
                + (rule.getRule().contains("oldSelf") ? ", on a change" : "")
                + ": "
                + rule.getMessage()
                + "\n")
        .distinct()
        .forEach(text::append);
  }
}
