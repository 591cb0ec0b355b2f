package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Secret;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.check.CheckResult;
import io.imagesearch.operator.check.Checks;
import io.imagesearch.operator.check.ClusterChecks;
import io.imagesearch.operator.check.Dependency;
import io.imagesearch.operator.check.SecretData;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.observe.SecretWatch;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.store.Connections;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks stores and Milvus of each cluster how they are, outside of any pass, and makes a pass of
 * what is news.
 */
final class Inquiry extends SimpleInboundEventSource<ImageSearchCluster> {
  private static final int PARALLELISM = 4;
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final Checks checks;
  private final SecretWatch secrets;
  private final boolean enabled;

  /**
   * Prepares to ask.
   *
   * @param enabled whether anything is asked at all: where the operator's network doesn't reach
   *     pods, pods alone have to be believed
   */
  Inquiry(SecretWatch secrets, boolean enabled) {
    super("checks");
    this.secrets = secrets;
    this.enabled = enabled;
    this.checks =
        new Checks(
            PARALLELISM,
            DEADLINE,
            (namespace, name) -> propagateEvent(new ResourceID(name, namespace)));
  }

  boolean isEnabled() {
    return enabled;
  }

  /** The latest answers about a cluster, which is asked from now on. */
  Map<Dependency, CheckResult> answers(Cluster cluster, World world) {
    if (!enabled || cluster.spec().hibernated()) {
      forget(cluster.namespace(), cluster.name());
      return Map.of();
    }
    checks.watch(
        cluster.namespace(),
        cluster.name(),
        ClusterChecks.of(
            Connections.of(cluster), name -> secret(cluster, world, name).map(SecretData::of)));
    Map<Dependency, CheckResult> answers = new EnumMap<>(Dependency.class);
    for (Dependency dependency : Dependency.values()) {
      checks
          .result(cluster.namespace(), cluster.name(), dependency)
          .ifPresent(result -> answers.put(dependency, result));
    }
    return answers;
  }

  void forget(String namespace, String name) {
    checks.forget(namespace, name);
  }

  @Override
  public void stop() {
    checks.close();
    super.stop();
  }

  private Optional<Secret> secret(Cluster cluster, World world, String name) {
    return world
        .all(Secret.class)
        .filter(secret -> Objects.equals(secret.getMetadata().getName(), name))
        .findFirst()
        .or(() -> secrets.find(cluster.namespace(), name));
  }
}
