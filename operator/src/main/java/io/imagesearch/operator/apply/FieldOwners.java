package io.imagesearch.operator.apply;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who set a field last, as the API server remembers it. */
final class FieldOwners {
  private FieldOwners() {}

  /** The managers that {@code spec.replicas} belongs to. */
  static Set<String> ofReplicas(HasMetadata object) {
    List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
    return entries == null
        ? Set.of()
        : entries.stream()
            .filter(entry -> has(entry.getFieldsV1(), "f:spec", "f:replicas"))
            .map(ManagedFieldsEntry::getManager)
            .collect(Collectors.toSet());
  }

  private static boolean has(@Nullable FieldsV1 fields, String outer, String inner) {
    return fields != null
        && fields.getAdditionalProperties().get(outer) instanceof Map<?, ?> spec
        && spec.containsKey(inner);
  }
}
