package io.imagesearch.operator.pod;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of the spec whose schema is Kubernetes' own, and which the CRD does not repeat. */
public final class Untyped {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private Untyped() {}

  /**
   * Parts of the spec as the type that Kubernetes has for them; a list that can be changed.
   *
   * @throws IllegalArgumentException when one is none
   */
  public static <T> List<T> read(String field, List<Map<String, Object>> given, Class<T> type) {
    return given.stream().map(each -> read(field, each, type)).collect(Collectors.toList());
  }

  /**
   * A part of the spec as the type that Kubernetes has for it.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static <T> T read(String field, Map<String, Object> given, Class<T> type) {
    try {
      return SERIALIZATION.convertValue(given, type);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          field + " is not as Kubernetes has it: " + firstLine(e.getMessage()), e);
    }
  }

  /** As an object of a kind that a Kubernetes may not know, and which is read as such. */
  public static GenericKubernetesResource generic(HasMetadata object) {
    return SERIALIZATION.convertValue(object, GenericKubernetesResource.class);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
