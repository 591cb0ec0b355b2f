package io.imagesearch.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.api.v1alpha1.Definition;
import io.imagesearch.operator.chart.Chart;
import io.imagesearch.operator.plane.AuditedRequest;
import io.imagesearch.operator.plane.ControlPlane;
import io.imagesearch.operator.process.OperatorProcess;
import io.imagesearch.operator.process.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The operator in this JVM, as the service account and with the roles that the chart gives it, for
 * one namespace. Pods are played, so that nobody is there to be asked how he is.
 */
final class OperatorUnderTest implements AutoCloseable {
  static final String ACCOUNT = "search";

  private final ControlPlane plane;
  private final String namespace;
  private final KubernetesClient client;
  private final OperatorProcess process;

  private OperatorUnderTest(
      ControlPlane plane, String namespace, Set<String> watched, boolean checks)
      throws IOException {
    this.plane = plane;
    this.namespace = namespace;
    this.client = plane.clientAs(namespace, ACCOUNT);
    Settings settings =
        new Settings(watched, "test", namespace, false, 0, Duration.ofMinutes(5), 4, checks);
    this.process = new OperatorProcess(settings, client, Clock.systemUTC());
    process.start();
  }

  static OperatorUnderTest start(ControlPlane plane, String namespace) throws IOException {
    install(plane, namespace, Map.of());
    return new OperatorUnderTest(plane, namespace, Set.of(namespace), false);
  }

  /** One that asks stores and Milvus how they are: what of them is real can answer. */
  static OperatorUnderTest startWithChecks(ControlPlane plane, String namespace)
      throws IOException {
    install(plane, namespace, Map.of());
    return new OperatorUnderTest(plane, namespace, Set.of(namespace), true);
  }

  /** One that looks after these namespaces; after all, where there are none. */
  static OperatorUnderTest startFor(ControlPlane plane, String namespace, List<String> watched)
      throws IOException {
    Map<String, Object> values = new TreeMap<>();
    List<String> named = watched.isEmpty() ? List.of("*") : watched;
    for (int i = 0; i < named.size(); i++) {
      values.put("watchNamespaces[" + i + "]", named.get(i));
    }
    install(plane, namespace, values);
    return new OperatorUnderTest(plane, namespace, Set.copyOf(watched), false);
  }

  /** What the chart installs, but for the pods. */
  static void install(ControlPlane plane, String namespace, Map<String, Object> values)
      throws IOException {
    try (KubernetesClient admin = plane.client()) {
      Definition.establish(admin);
      rights(Chart.render(namespace, values))
          .forEach(object -> admin.resource(object).forceConflicts().serverSideApply());
    }
  }

  private static Stream<HasMetadata> rights(String manifest) {
    List<Class<? extends HasMetadata>> kinds =
        List.of(
            ServiceAccount.class,
            Role.class,
            RoleBinding.class,
            ClusterRole.class,
            ClusterRoleBinding.class);
    return Chart.objects(manifest).stream()
        .filter(object -> kinds.stream().anyMatch(kind -> kind.isInstance(object)));
  }

  /** Of health and metrics. */
  int port() {
    return process.port();
  }

  /** As the audit log calls it. */
  String user() {
    return "system:serviceaccount:" + namespace + ":" + ACCOUNT;
  }

  /** What it wrote so far. */
  List<AuditedRequest> writes() {
    return plane.auditWrites(request -> request.user().equals(user()));
  }

  /** What it asked for and has no right to. */
  List<AuditedRequest> refusals() {
    return plane.refusals(user());
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }
}
