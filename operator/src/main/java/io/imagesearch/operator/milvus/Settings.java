package io.imagesearch.operator.milvus;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A tree of settings, as in milvus.yaml. Milvus takes keys to be the same whatever their case. */
final class Settings {
  private final SortedMap<String, Object> tree = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Sets a key such as {@code etcd.rootPath}. */
  Settings set(String path, Object value) {
    List<String> keys = List.of(path.split("\\.", -1));
    SortedMap<String, Object> node = tree;
    for (String key : keys.subList(0, keys.size() - 1)) {
      node = child(node, key);
    }
    node.put(keys.getLast(), value);
    return this;
  }

  /** Sets a key where there is something to set. */
  Settings set(String path, Optional<?> value) {
    value.ifPresent(given -> set(path, given));
    return this;
  }

  /** Sets all of these whose keys are allowed. */
  Settings setAll(Map<String, Object> flat, Predicate<String> allowed) {
    flat.forEach((path, value) -> {
      if (allowed.test(path)) {
        set(path, value);
      }
    });
    return this;
  }

  /** The number at a key, if there is one. */
  Optional<Long> number(String path) {
    Object node = tree;
    for (String key : path.split("\\.", -1)) {
      node = node instanceof SortedMap<?, ?> map ? map.get(key) : null;
    }
    return node instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
  }

  String yaml() {
    return Serialization.asYaml(tree);
  }

  /** Keys in full, such as {@code etcd.rootPath}, with their values; nested or not. */
  static Map<String, Object> flat(Map<String, ?> nested) {
    Map<String, Object> flat = new LinkedHashMap<>();
    flatten(new ArrayList<>(), nested, flat);
    return flat;
  }

  private static void flatten(List<String> path, Map<?, ?> nested, Map<String, Object> flat) {
    nested.forEach((key, value) -> {
      path.addLast(String.valueOf(key));
      if (value instanceof Map<?, ?> deeper) {
        flatten(path, deeper, flat);
      } else if (value != null) {
        flat.put(String.join(".", path), value);
      }
      path.removeLast();
    });
  }

  @SuppressWarnings("unchecked") // Every map within is of this kind.
  private static SortedMap<String, Object> child(SortedMap<String, Object> node, String key) {
    if (!(node.get(key) instanceof SortedMap)) {
      node.put(key, new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER));
    }
    return (SortedMap<String, Object>) node.get(key);
  }
}
