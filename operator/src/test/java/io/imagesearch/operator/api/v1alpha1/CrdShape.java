package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the generator has no annotation for: lists that are maps, and the chart's keep policy. */
final class CrdShape {
  private static final List<String> COLUMNS =
      List.of("Ready", "Reason", "Milvus", "API", "Embedders", "URL", "Age", "Deletion", "Message");

  private CrdShape() {}

  static CustomResourceDefinition complete(CustomResourceDefinition definition) {
    // Deleting the definition deletes every cluster: no uninstall of a chart may do that.
    definition.getMetadata().setAnnotations(Map.of("helm.sh/resource-policy", "keep"));
    JSONSchemaProps schema =
        definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    open(schema);
    definition
        .getSpec()
        .getVersions()
        .getFirst()
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
    schema.getProperties().put("metadata", named());
    explain(schema);
    // So that a resource without a spec has the defaults, and one that loses it is held to rules.
    field(schema, "spec").setDefault(JsonNodeFactory.instance.objectNode());
    complete(field(schema, "spec"));
    keyed(field(schema, "status", "conditions"), "type");
    keyed(field(schema, "status", "milvus", "components"), "name");
    return definition;
  }

  /** A field that is there. */
  static JSONSchemaProps field(JSONSchemaProps schema, String... path) {
    JSONSchemaProps found = schema;
    for (String name : path) {
      found = Objects.requireNonNull(found.getProperties().get(name), name);
    }
    return found;
  }

  /** What is as in a Pod may hold anything; the generator takes the values of a map for objects. */
  private static void open(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
      schema.setAdditionalProperties(null);
      if (schema.getItems() != null) {
        JSONSchemaProps item = new JSONSchemaProps();
        item.setType("object");
        item.setXKubernetesPreserveUnknownFields(true);
        schema.getItems().setSchema(item);
        schema.setXKubernetesPreserveUnknownFields(null);
      }
      return;
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(CrdShape::open);
    }
  }

  /** The API server holds a default to the rules as it stands, without the defaults within it. */
  private static void complete(JSONSchemaProps schema) {
    if (schema.getProperties() == null) {
      return;
    }
    schema
        .getProperties()
        .forEach((name, field) -> {
          complete(field);
          if (field.getDefault() != null && schema.getDefault() instanceof ObjectNode whole) {
            whole.set(name, field.getDefault());
          }
        });
  }

  /** A rule with a sentence in place of each pattern, whose message would be the pattern. */
  private static void explain(JSONSchemaProps schema) {
    String pattern = schema.getPattern();
    if (pattern != null) {
      ValidationRule rule = new ValidationRule();
      rule.setRule("self.matches(r'" + pattern + "')");
      rule.setMessage(Objects.requireNonNull(Forms.SENTENCES.get(pattern), pattern));
      schema.setXKubernetesValidations(List.of(rule));
      schema.setPattern(null);
    }
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach((name, field) -> {
            if (name.equals("requests") || name.equals("limits")) {
              field.getAdditionalProperties().setSchema(amount());
            } else {
              explain(field);
            }
          });
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      explain(schema.getItems().getSchema());
    }
  }

  private static JSONSchemaProps named() {
    JSONSchemaProps name = new JSONSchemaProps();
    name.setType("string");
    // Kubernetes' own bound; without one the rule would count as boundless.
    name.setMaxLength(253L);
    name.setPattern(Forms.CLUSTER_NAME);
    JSONSchemaProps metadata = new JSONSchemaProps();
    metadata.setType("object");
    metadata.setProperties(new LinkedHashMap<>(Map.of("name", name)));
    return metadata;
  }

  /** As in a Pod, where an amount may be a number, too. */
  private static JSONSchemaProps amount() {
    JSONSchemaProps number = new JSONSchemaProps();
    number.setType("integer");
    JSONSchemaProps text = new JSONSchemaProps();
    text.setType("string");
    JSONSchemaProps amount = new JSONSchemaProps();
    amount.setAnyOf(List.of(number, text));
    amount.setXKubernetesIntOrString(true);
    amount.setPattern(Forms.AMOUNT);
    return amount;
  }

  private static void keyed(JSONSchemaProps list, String key) {
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
    list.getItems().getSchema().setRequired(List.of(key));
  }
}
