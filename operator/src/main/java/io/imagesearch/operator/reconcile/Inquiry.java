package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Secret;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.check.CheckResult;
import io.imagesearch.operator.check.Checks;
import io.imagesearch.operator.check.ClusterChecks;
import io.imagesearch.operator.check.Dependency;
import io.imagesearch.operator.check.LoadedCopy;
import io.imagesearch.operator.check.MilvusMetadata;
import io.imagesearch.operator.check.MissingSecretException;
import io.imagesearch.operator.check.SecretData;
import io.imagesearch.operator.check.SecretSource;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.observe.SecretWatch;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.store.Connections;
import io.imagesearch.operator.store.EtcdConnection;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Asks stores and Milvus of each cluster how they are, outside of any pass, and makes a pass of
 * what is news.
 */
final class Inquiry extends SimpleInboundEventSource<ImageSearchCluster> {
  private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);
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
        ClusterChecks.of(Connections.of(cluster), secrets(cluster, world)));
    Map<Dependency, CheckResult> answers = new EnumMap<>(Dependency.class);
    for (Dependency dependency : Dependency.values()) {
      checks
          .result(cluster.namespace(), cluster.name(), dependency)
          .ifPresent(result -> answers.put(dependency, result));
    }
    return answers;
  }

  /** Ends the sessions of Milvus' processes at these addresses; without that their leases end. */
  void endSessions(Cluster cluster, World world, Set<String> addresses) {
    List<String> ended =
        ofMetadata(
            cluster,
            world,
            metadata -> metadata.end(addresses, DEADLINE),
            "sessions of pods that are gone end by their leases only");
    if (!ended.isEmpty()) {
      log(Level.INFO, cluster).addKeyValue("sessions", ended).log("ended what its pods left");
    }
  }

  /** Which query nodes have which copy of Milvus' collections; nothing where nobody says. */
  List<LoadedCopy> copies(Cluster cluster, World world) {
    return ofMetadata(
        cluster,
        world,
        metadata -> metadata.copies(DEADLINE),
        "which query nodes have which copy is not known");
  }

  private interface Question<T> {
    List<T> ask(MilvusMetadata metadata) throws IOException;
  }

  /** Nothing where nobody may be asked, or nobody answers, which is logged. */
  private <T> List<T> ofMetadata(
      Cluster cluster, World world, Question<T> question, String unanswered) {
    Optional<EtcdConnection> etcd = Connections.of(cluster).metadata();
    if (!enabled || etcd.isEmpty()) {
      return List.of();
    }
    try {
      return question.ask(MilvusMetadata.of(etcd.get(), secrets(cluster, world)));
    } catch (IOException | MissingSecretException e) {
      log(Level.WARN, cluster).addKeyValue("reason", e.getMessage()).log(unanswered);
      return List.of();
    }
  }

  private static LoggingEventBuilder log(Level level, Cluster cluster) {
    return LOG.atLevel(level)
        .addKeyValue("namespace", cluster.namespace())
        .addKeyValue("name", cluster.name());
  }

  void forget(String namespace, String name) {
    checks.forget(namespace, name);
  }

  @Override
  public void stop() {
    checks.close();
    super.stop();
  }

  private SecretSource secrets(Cluster cluster, World world) {
    return name -> secret(cluster, world, name).map(SecretData::of);
  }

  private Optional<Secret> secret(Cluster cluster, World world, String name) {
    return world
        .all(Secret.class)
        .filter(secret -> Objects.equals(secret.getMetadata().getName(), name))
        .findFirst()
        .or(() -> secrets.find(cluster.namespace(), name));
  }
}
