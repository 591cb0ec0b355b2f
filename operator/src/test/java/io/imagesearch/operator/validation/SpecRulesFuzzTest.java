package io.imagesearch.operator.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.imagesearch.operator.Dependents;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.pod.PodChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a resource, it breaks rules or can be rendered: each field of each example and
 * each refused file is taken away, emptied, and given values of every kind.
 */
class SpecRulesFuzzTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final SpecRules RULES = new SpecRules(key -> false);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<JsonNode> VALUES =
      List.of(
          JSON.nullNode(),
          JSON.objectNode(),
          JSON.arrayNode(),
          JSON.arrayNode().addNull(),
          JSON.objectNode().putNull("name"),
          JSON.objectNode().put("foo", 1),
          JSON.textNode(""),
          JSON.textNode("x y"),
          JSON.numberNode(-1),
          JSON.numberNode(Integer.MAX_VALUE),
          JSON.booleanNode(true));

  private int held;
  private int unreadable;

  @Test
  void everyResourceIsRefusedOrRendered() throws IOException {
    for (String yaml : resources()) {
      JsonNode resource = Serialization.unmarshal(yaml, JsonNode.class);
      mutate(resource.get("spec"), () -> hold(resource));
      ((ObjectNode) resource).putNull("spec");
      hold(resource);
    }
    System.out.println(held + " resources held, " + unreadable + " that the types can't have");
    assertThat(held).isGreaterThan(5000);
  }

  private static List<String> resources() throws IOException {
    List<String> resources = new ArrayList<>();
    for (Path file : CaseFile.examples().toList()) {
      resources.add(Files.readString(file));
    }
    Stream.concat(CaseFile.invalid(), CaseFile.nonsense())
        .forEach(file -> resources.addAll(file.resources()));
    return resources;
  }

  /** Each field and item below, one at a time; the resource is as before afterwards. */
  private static void mutate(JsonNode node, Runnable then) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(names(object))) {
        JsonNode before = object.get(name);
        mutate(before, then);
        object.remove(name);
        then.run();
        replace(value -> object.set(name, value), then);
        object.set(name, before);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        JsonNode before = array.get(i);
        mutate(before, then);
        replace(value -> array.set(index, value), then);
        array.set(i, before);
      }
    }
  }

  private static void replace(Consumer<JsonNode> setter, Runnable then) {
    for (JsonNode value : VALUES) {
      setter.accept(value);
      then.run();
    }
  }

  private void hold(JsonNode resource) {
    ImageSearchCluster cluster;
    try {
      cluster = SERIALIZATION.convertValue(resource, ImageSearchCluster.class);
    } catch (IllegalArgumentException e) {
      unreadable++;
      return;
    }
    cluster.getMetadata().setNamespace("pictures");
    held++;
    assertThatCode(
            () -> {
              boolean kept = RULES.check(cluster, Facts.NONE).isEmpty();
              if (kept) {
                Cluster fresh = Cluster.fresh(cluster);
                assertThat(RULES.check(cluster, SpecFacts.of(cluster))).isEmpty();
                PodChanges.applyAll(fresh);
                Dependents.ALL.forEach(dependent -> dependent.desired(fresh).forEach(each -> {}));
              }
            })
        .as(resource::toPrettyString)
        .doesNotThrowAnyException();
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
