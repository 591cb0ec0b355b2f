package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.Coordinators;
import io.imagesearch.operator.api.v1alpha1.EtcdSpec;
import io.imagesearch.operator.api.v1alpha1.KafkaSpec;
import io.imagesearch.operator.api.v1alpha1.MilvusSpec;
import io.imagesearch.operator.api.v1alpha1.ObjectStorageSpec;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.SpecDefaults;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import org.jspecify.annotations.Nullable;

/** Rules of how a cluster may change. */
final class HistoryRules {
  private HistoryRules() {}

  static void check(MilvusSpec milvus, Facts facts, Violations violations) {
    checkStores(milvus, facts, violations);
    if (milvus.external() != null) {
      violations.unless(facts.newest() == null, "spec.milvus.external", Sentences.MILVUS_STAYS);
      return;
    }
    violations.unless(
        facts.queue() == null || facts.queue() == MilvusRules.queueOf(milvus),
        "spec.milvus.messageQueue.type",
        Sentences.QUEUE_STAYS);
    MilvusRules.version(milvus)
        .ifPresent(version -> checkVersion(version, facts.oldest(), facts.newest(), violations));
    Coordinators coordinators = SpecDefaults.or(milvus.coordinators(), Coordinators.MIXTURE);
    violations.unless(
        facts.coordinators() != Coordinators.MIXTURE || coordinators == Coordinators.MIXTURE,
        "spec.milvus.coordinators",
        Sentences.BACK_TO_SEPARATE);
    violations.unless(
        facts.coordinators() == null
            || facts.coordinators() == coordinators
            || facts.oldest() == null
            || MilvusRules.version(milvus).filter(facts.oldest()::equals).isPresent(),
        "spec.milvus.coordinators",
        Sentences.ONE_AFTER_THE_OTHER);
  }

  private static void checkVersion(
      Version version, @Nullable Version oldest, @Nullable Version newest, Violations violations) {
    String field = "spec.milvus.version";
    if (newest != null) {
      violations.unless(version.minor() >= newest.minor(), field, Sentences.MINOR_DOWNGRADE);
      violations.unless(
          version.minor() != newest.minor() || version.patch() >= newest.patch(),
          field,
          Sentences.PATCH_DOWNGRADE);
    }
    if (oldest != null) {
      violations.unless(version.minor() <= oldest.minor() + 1, field, Sentences.MINOR_SKIPPED);
      violations.unless(
          !version.isStreaming() || oldest.minor() != 5 || oldest.patch() >= 16,
          field,
          Sentences.FROM_2_5_16);
    }
  }

  private static void checkStores(MilvusSpec milvus, Facts facts, Violations violations) {
    Facts.Volumes etcd = facts.volumes().get(Tier.ETCD);
    if (etcd != null && milvus.external() == null) {
      EtcdSpec spec = SpecDefaults.or(milvus.etcd(), SpecDefaults.ETCD);
      String path = "spec.milvus.etcd";
      if (spec.external() != null) {
        violations.add(path + ".external", Sentences.ETCD_STAYS);
      } else {
        violations.unless(
            SpecDefaults.or(spec.replicas(), EtcdSpec.DEFAULT_REPLICAS) == etcd.members(),
            path + ".replicas",
            Sentences.ETCD_MEMBERS_STAY);
        checkVolume(path, spec.storage(), EtcdSpec.DEFAULT_SIZE, etcd, violations);
      }
    }
    Facts.Volumes storage = facts.volumes().get(Tier.OBJECT_STORAGE);
    if (storage != null) {
      ObjectStorageSpec spec = SpecDefaults.or(milvus.objectStorage(), SpecDefaults.OBJECT_STORAGE);
      String path = "spec.milvus.objectStorage";
      if (spec.external() != null) {
        violations.add(path + ".external", Sentences.STORAGE_STAYS);
      } else {
        checkVolume(path, spec.storage(), ObjectStorageSpec.DEFAULT_SIZE, storage, violations);
      }
    }
    checkKafka(milvus, facts.volumes().get(Tier.KAFKA), violations);
  }

  private static void checkKafka(
      MilvusSpec milvus, Facts.@Nullable Volumes kafka, Violations violations) {
    if (kafka == null || milvus.external() != null) {
      return;
    }
    KafkaSpec spec =
        SpecDefaults.or(
            SpecDefaults.or(milvus.messageQueue(), SpecDefaults.MESSAGE_QUEUE).kafka(),
            SpecDefaults.KAFKA);
    String path = "spec.milvus.messageQueue.kafka";
    if (spec.external() != null) {
      violations.add(path, Sentences.KAFKA_STAYS);
    } else {
      violations.unless(
          SpecDefaults.or(spec.replicas(), KafkaSpec.DEFAULT_REPLICAS) == kafka.members(),
          path,
          Sentences.KAFKA_BROKERS_STAY);
      checkVolume(path, spec.storage(), KafkaSpec.DEFAULT_SIZE, kafka, violations);
    }
  }

  private static void checkVolume(
      String path,
      @Nullable VolumeSpec spec,
      String otherwise,
      Facts.Volumes volumes,
      Violations violations) {
    var wanted = Amounts.amount(spec == null ? otherwise : spec.size());
    var present = Amounts.amount(volumes.size());
    violations.unless(
        wanted.isEmpty() || present.isEmpty() || wanted.get().compareTo(present.get()) >= 0,
        path + ".storage",
        Sentences.VOLUME_SHRINKS);
    // A claim without a class is given the default one, which no spec has to name.
    String given = spec == null ? null : spec.storageClassName();
    violations.unless(
        given == null || given.equals(volumes.storageClassName()),
        path + ".storage",
        Sentences.VOLUME_CLASS_STAYS);
  }
}
