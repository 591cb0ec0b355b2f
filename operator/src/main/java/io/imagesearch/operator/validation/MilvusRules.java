package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.ComponentSpec;
import io.imagesearch.operator.api.v1alpha1.Coordinators;
import io.imagesearch.operator.api.v1alpha1.EtcdSpec;
import io.imagesearch.operator.api.v1alpha1.Forms;
import io.imagesearch.operator.api.v1alpha1.KafkaSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueType;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.ObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import io.imagesearch.operator.cluster.SpecDefaults;
import io.imagesearch.operator.cluster.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules of what the versions of Milvus can and can't do. */
final class MilvusRules {
  private MilvusRules() {}

  static void check(MilvusSpec milvus, Violations violations) {
    if (milvus.external() != null) {
      violations.unless(isBare(milvus), "spec.milvus.external", Sentences.MILVUS_EXTERNAL);
      return;
    }
    version(milvus).ifPresent(version -> checkVersion(milvus, version, violations));
    int copies = SpecDefaults.or(milvus.replicas(), 1);
    ComponentSpec nodes =
        SpecDefaults.or(
            SpecDefaults.or(milvus.components(), SpecDefaults.COMPONENTS).queryNode(),
            SpecDefaults.COMPONENT);
    int most =
        nodes.autoscaling() != null
            ? nodes.autoscaling().maxReplicas()
            : SpecDefaults.or(nodes.replicas(), copies);
    violations.unless(copies <= most, "spec.milvus.replicas", Sentences.QUERY_NODES);
  }

  /** The version that is wanted, if what stands there is one. */
  static Optional<Version> version(MilvusSpec milvus) {
    String version = SpecDefaults.or(milvus.version(), MilvusSpec.DEFAULT_VERSION);
    return version.matches(Forms.VERSION) ? Optional.of(Version.of(version)) : Optional.empty();
  }

  static MessageQueueType queueOf(MilvusSpec milvus) {
    MessageQueueSpec queue = SpecDefaults.or(milvus.messageQueue(), SpecDefaults.MESSAGE_QUEUE);
    return SpecDefaults.or(queue.type(), MessageQueueType.WOODPECKER);
  }

  private static void checkVersion(MilvusSpec milvus, Version version, Violations violations) {
    violations.unless(
        version.isStreaming() || queueOf(milvus) != MessageQueueType.WOODPECKER,
        "spec.milvus.messageQueue.type",
        Sentences.WOODPECKER);
    violations.unless(
        !version.isStreaming() || milvus.coordinators() != Coordinators.SEPARATE,
        "spec.milvus.coordinators",
        Sentences.ONE_COORDINATOR);
    EtcdSpec etcd = SpecDefaults.or(milvus.etcd(), SpecDefaults.ETCD);
    violations.unless(
        version.isAtLeast(2, 3, 7)
            || etcd.external() == null
            || etcd.external().authSecret() == null,
        "spec.milvus.etcd.external.authSecret",
        Sentences.ETCD_AUTH);
    KafkaSpec kafka =
        SpecDefaults.or(
            SpecDefaults.or(milvus.messageQueue(), SpecDefaults.MESSAGE_QUEUE).kafka(),
            SpecDefaults.KAFKA);
    violations.unless(
        version.isAtLeast(2, 3, 11)
            || kafka.external() == null
            || kafka.external().tlsSecret() == null,
        "spec.milvus.messageQueue.kafka.external.tlsSecret",
        Sentences.KAFKA_TLS);
    ObjectStorageSpec storage =
        SpecDefaults.or(milvus.objectStorage(), SpecDefaults.OBJECT_STORAGE);
    violations.unless(
        version.isAtLeast(2, 3, 12)
            || storage.external() == null
            || storage.external().tlsSecret() == null,
        "spec.milvus.objectStorage.external.tlsSecret",
        Sentences.STORAGE_TLS);
  }

  private static boolean isBare(MilvusSpec milvus) {
    EtcdSpec etcd = SpecDefaults.or(milvus.etcd(), SpecDefaults.ETCD);
    MessageQueueSpec queue = SpecDefaults.or(milvus.messageQueue(), SpecDefaults.MESSAGE_QUEUE);
    return milvus.config() == null
        && isNull(etcd.external(), etcd.replicas(), etcd.storage(), queue.kafka(), queue.pulsar())
        && Roles.of(milvus.components()).isEmpty();
  }

  private static boolean isNull(@Nullable Object... values) {
    for (Object value : values) {
      if (value != null) {
        return false;
      }
    }
    return true;
  }
}
