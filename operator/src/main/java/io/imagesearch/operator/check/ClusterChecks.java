package io.imagesearch.operator.check;

import io.imagesearch.operator.store.Connections;
import io.imagesearch.operator.store.QueueConnection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What is to be asked for one cluster. */
public final class ClusterChecks {
  private ClusterChecks() {}

  /** What can't be asked for want of a Secret fails for this reason. */
  private record Unaskable(CheckResult result) implements DependencyCheck {
    @Override
    public String target() {
      return "nothing";
    }

    @Override
    public CheckResult ask(Duration deadline) {
      return result;
    }
  }

  /** A check for each store that can be spoken to. Pulsar is not spoken to. */
  public static Map<Dependency, DependencyCheck> of(Connections to, SecretSource secrets) {
    Map<Dependency, DependencyCheck> checks = new EnumMap<>(Dependency.class);
    checks.put(Dependency.OBJECT_STORE, askable(() -> ObjectStoreCheck.of(to.objects(), secrets)));
    checks.put(Dependency.MILVUS, askable(() -> MilvusCheck.of(to.milvus(), secrets)));
    to.metadata()
        .ifPresent(etcd ->
            checks.put(Dependency.METADATA_STORE, askable(() -> EtcdCheck.of(etcd, secrets))));
    if (to.queue().orElse(null) instanceof QueueConnection.Kafka kafka) {
      checks.put(Dependency.MESSAGE_QUEUE, askable(() -> KafkaCheck.of(kafka, secrets)));
    }
    return checks;
  }

  private static DependencyCheck askable(Supplier<DependencyCheck> check) {
    try {
      return check.get();
    } catch (MissingSecretException e) {
      return new Unaskable(CheckResult.failed("SecretMissing", String.valueOf(e.getMessage())));
    }
  }
}
