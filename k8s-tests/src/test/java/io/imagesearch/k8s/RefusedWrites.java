package io.imagesearch.k8s;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** While it is open, a policy of the cluster refuses what the operator writes into Ingresses. */
record RefusedWrites(Path manifest) implements AutoCloseable {
  private static final String POLICY =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: no-ingresses}
      spec:
        matchConstraints:
          resourceRules:
            - {apiGroups: [networking.k8s.io], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [ingresses]}
        validations: [{expression: "false", message: no Ingress is changed today}]
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: no-ingresses}
      spec: {policyName: no-ingresses, validationActions: [Deny]}
      """;

  static RefusedWrites begin() throws IOException {
    Path manifest = Files.writeString(Path.of("target", "no-ingresses.yaml"), POLICY);
    Monitoring.apply(manifest);
    // The API server takes its time until it keeps to a new policy.
    await().atMost(Duration.ofMinutes(1)).until(RefusedWrites::isInForce);
    return new RefusedWrites(manifest);
  }

  private static boolean isInForce() {
    return Commands.tryKubectl(
            "--namespace=" + Shop.NAMESPACE,
            "annotate",
            "ingress",
            "--all",
            "--overwrite",
            "--dry-run=server",
            "test/try=yes")
        .output()
        .contains("no Ingress is changed today");
  }

  @Override
  public void close() {
    Commands.kubectl("delete", "-f", manifest.toString());
  }
}
