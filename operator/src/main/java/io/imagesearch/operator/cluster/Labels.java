package io.imagesearch.operator.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels of what the operator makes. They are API: selectors can't change. */
public final class Labels {
  public static final String NAME = "app.kubernetes.io/name";
  public static final String INSTANCE = "app.kubernetes.io/instance";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String PART_OF = "app.kubernetes.io/part-of";

  public static final String APPLICATION = "image-search";
  public static final String OPERATOR = "image-search-operator";

  /** Selects what the operator made, of all clusters: informers look at nothing else. */
  public static final String OWNED = MANAGED_BY + "=" + OPERATOR;

  private Labels() {}

  /** Selects the pods of a tier of one cluster. */
  public static Map<String, String> selector(String cluster, Tier tier) {
    Map<String, String> labels = new LinkedHashMap<>(selector(cluster));
    labels.put(COMPONENT, tier.component());
    return Collections.unmodifiableMap(labels);
  }

  /** Selects the pods of one cluster. */
  public static Map<String, String> selector(String cluster) {
    // In an order that is always the same, as golden files and diffs want it.
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, APPLICATION);
    labels.put(INSTANCE, cluster);
    return Collections.unmodifiableMap(labels);
  }

  /** Of an object of one cluster. */
  public static Map<String, String> of(String cluster, String component) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, APPLICATION);
    labels.put(INSTANCE, cluster);
    labels.put(COMPONENT, component);
    labels.put(MANAGED_BY, OPERATOR);
    labels.put(PART_OF, APPLICATION);
    return labels;
  }

  /** Whether the operator owns a label or annotation, so that a template can't have it. */
  public static boolean isOwned(String key) {
    return key.startsWith("app.kubernetes.io/") || key.startsWith("imagesearch.io/");
  }
}
