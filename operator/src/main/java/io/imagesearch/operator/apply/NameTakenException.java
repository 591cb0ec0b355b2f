package io.imagesearch.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object that the operator would make is there already, and is somebody else's. */
public final class NameTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NameTakenException(HasMetadata object) {
    super(
        "%s %s is there and was not made by the operator; remove or rename it"
            .formatted(object.getKind(), object.getMetadata().getName()));
  }
}
