package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.EtcdSpec;
import io.imagesearch.operator.api.v1alpha1.ExternalObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.KafkaSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueType;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.ObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import io.imagesearch.operator.cluster.SpecDefaults;
import java.util.Set;

/** Rules of what Milvus stands on. */
final class StoreRules {
  private static final Set<Integer> MEMBERS = Set.of(1, 3, 5, 7);
  private static final Set<Integer> BROKERS = Set.of(1, 3, 5, 7, 9);

  private StoreRules() {}

  static void check(MilvusSpec milvus, Violations violations) {
    checkEtcd(SpecDefaults.or(milvus.etcd(), SpecDefaults.ETCD), violations);
    checkStorage(SpecDefaults.or(milvus.objectStorage(), SpecDefaults.OBJECT_STORAGE), violations);
    checkQueue(
        SpecDefaults.or(milvus.messageQueue(), SpecDefaults.MESSAGE_QUEUE),
        MilvusRules.queueOf(milvus),
        violations);
  }

  private static void checkEtcd(EtcdSpec etcd, Violations violations) {
    violations.unless(
        etcd.replicas() == null || MEMBERS.contains(etcd.replicas()),
        "spec.milvus.etcd.replicas",
        Sentences.ETCD_MEMBERS);
    violations.unless(
        etcd.external() == null || (etcd.replicas() == null && etcd.storage() == null),
        "spec.milvus.etcd.external",
        Sentences.ETCD_EXTERNAL);
  }

  private static void checkStorage(ObjectStorageSpec storage, Violations violations) {
    ExternalObjectStorageSpec external = storage.external();
    if (external != null) {
      violations.unless(
          storage.storage() == null,
          "spec.milvus.objectStorage.storage",
          Sentences.STORAGE_EXTERNAL);
      violations.unless(
          external.useIAM() != (external.credentialsSecret() != null),
          "spec.milvus.objectStorage.external.credentialsSecret",
          Sentences.STORAGE_CREDENTIALS);
    }
  }

  private static void checkQueue(
      MessageQueueSpec queue, MessageQueueType type, Violations violations) {
    violations.unless(
        queue.kafka() == null || type == MessageQueueType.KAFKA,
        "spec.milvus.messageQueue.kafka",
        Sentences.KAFKA_WITHOUT_TYPE);
    violations.unless(
        queue.pulsar() == null || type == MessageQueueType.PULSAR,
        "spec.milvus.messageQueue.pulsar",
        Sentences.PULSAR_WITHOUT_TYPE);
    violations.unless(
        queue.pulsar() != null || type != MessageQueueType.PULSAR,
        "spec.milvus.messageQueue.pulsar",
        Sentences.PULSAR_ADDRESS);
    KafkaSpec kafka = SpecDefaults.or(queue.kafka(), SpecDefaults.KAFKA);
    violations.unless(
        kafka.replicas() == null || BROKERS.contains(kafka.replicas()),
        "spec.milvus.messageQueue.kafka.replicas",
        Sentences.KAFKA_BROKERS);
    violations.unless(
        kafka.external() == null || (kafka.replicas() == null && kafka.storage() == null),
        "spec.milvus.messageQueue.kafka.external",
        Sentences.KAFKA_EXTERNAL);
  }
}
