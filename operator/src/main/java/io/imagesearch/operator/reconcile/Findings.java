package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.imagesearch.operator.apply.NameTakenException;
import io.imagesearch.operator.status.ConditionType;
import io.imagesearch.operator.status.Verdict;
import io.imagesearch.operator.validation.Violation;
import io.javaoperatorsdk.operator.OperatorException;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions of a cluster that was looked at and left alone. */
final class Findings {
  private Findings() {}

  /** Nothing is changed while a person asked for that. */
  static List<Verdict> paused() {
    return List.of(
        Verdict.yes(ConditionType.PAUSED, "AskedFor", "spec.paused is true: nothing is changed"));
  }

  /** Nothing is changed, and nothing torn down, while the spec makes no sense. */
  static List<Verdict> invalid(List<Violation> violations) {
    String message = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    return List.of(
        Verdict.no(ConditionType.SPEC_VALID, "Invalid", message),
        Verdict.no(ConditionType.READY, "Invalid", "SpecValid: " + message));
  }

  /** A pass that ended early. */
  static Verdict failed(Throwable error) {
    return switch (error) {
      case OperatorException wrapped when wrapped.getCause() != null -> failed(wrapped.getCause());
      case NameTakenException taken ->
          Verdict.no(ConditionType.READY, "NameTaken", String.valueOf(taken.getMessage()));
      case KubernetesClientException refused ->
          Verdict.no(ConditionType.READY, "Refused", "the API server said: " + reason(refused));
      default -> Verdict.no(ConditionType.READY, "Failed", "the operator failed: " + error);
    };
  }

  private static String reason(KubernetesClientException error) {
    return error.getStatus() != null && error.getStatus().getMessage() != null
        ? error.getStatus().getMessage()
        : String.valueOf(error.getMessage());
  }
}
