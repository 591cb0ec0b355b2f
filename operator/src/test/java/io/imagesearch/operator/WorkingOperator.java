package io.imagesearch.operator;

import io.imagesearch.operator.plane.AuditedRequest;
import io.imagesearch.operator.plane.ControlPlane;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A namespace with an operator at work in it, for each test; both go when the test ends. */
final class WorkingOperator implements BeforeEachCallback, AfterEachCallback {
  final LiveClusters clusters;
  private @Nullable OperatorUnderTest operator;

  WorkingOperator(ControlPlane plane, String prefix) {
    this.clusters = new LiveClusters(plane, prefix);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    operator = OperatorUnderTest.start(clusters.plane, clusters.namespace);
  }

  /** What it wrote so far. */
  List<AuditedRequest> writes() {
    return Objects.requireNonNull(operator).writes();
  }

  /** What it asked for and has no right to. */
  List<AuditedRequest> refusals() {
    return Objects.requireNonNull(operator).refusals();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    // Whatever becomes of the operator's end, the namespace goes.
    try (clusters) {
      if (operator != null) {
        operator.close();
      }
    }
  }
}
