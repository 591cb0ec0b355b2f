package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.ComponentSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusComponents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles of Milvus that a spec says something of, by the name of the field. */
final class Roles {
  static final Set<String> COORDINATORS =
      Set.of("mixCoord", "rootCoord", "dataCoord", "queryCoord", "indexCoord");

  private Roles() {}

  static Map<String, ComponentSpec> of(@Nullable MilvusComponents components) {
    Map<String, ComponentSpec> roles = new LinkedHashMap<>();
    if (components != null) {
      put(roles, "proxy", components.proxy());
      put(roles, "mixCoord", components.mixCoord());
      put(roles, "rootCoord", components.rootCoord());
      put(roles, "dataCoord", components.dataCoord());
      put(roles, "queryCoord", components.queryCoord());
      put(roles, "indexCoord", components.indexCoord());
      put(roles, "queryNode", components.queryNode());
      put(roles, "dataNode", components.dataNode());
      put(roles, "indexNode", components.indexNode());
      put(roles, "streamingNode", components.streamingNode());
    }
    return roles;
  }

  private static void put(
      Map<String, ComponentSpec> roles, String name, @Nullable ComponentSpec role) {
    if (role != null) {
      roles.put(name, role);
    }
  }
}
