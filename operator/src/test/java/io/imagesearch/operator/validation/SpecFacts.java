package io.imagesearch.operator.validation;

import io.imagesearch.operator.api.v1alpha1.Coordinators;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.MessageQueueType;
import io.imagesearch.operator.api.v1alpha1.Sentences;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.MetadataStore;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.ObjectStore;
import io.imagesearch.operator.cluster.Tier;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What would be seen of a cluster that is all that its spec says. */
final class SpecFacts {
  /** Where something external keeps its data. */
  private static final Set<String> UNSEEN =
      Set.of(
          Sentences.ETCD_ROOT_STAYS,
          Sentences.BUCKET_STAYS,
          Sentences.PREFIX_STAYS,
          Sentences.TOPICS_STAY,
          Sentences.DATABASE_STAYS);

  private SpecFacts() {}

  /** Whether something of a change is seen: nothing is of what was not the operator's. */
  static boolean areOf(CaseFile change) {
    return !UNSEEN.contains(change.expects())
        && !change.name().contains("becomes-managed")
        && !change.name().contains("class-taken-away")
        && !change.name().contains("spec-taken-away");
  }

  static Facts of(ImageSearchCluster resource) {
    var spec = Cluster.fresh(resource).spec();
    Map<Tier, Facts.Volumes> volumes = new EnumMap<>(Tier.class);
    if (spec.objectStore() instanceof ObjectStore.Managed store) {
      volumes.put(Tier.OBJECT_STORAGE, volumes(1, store.volume()));
    }
    if (!(spec.milvus() instanceof Milvus.Managed milvus)) {
      return new Facts(null, null, null, null, volumes);
    }
    if (milvus.metadata() instanceof MetadataStore.Managed etcd) {
      volumes.put(Tier.ETCD, volumes(etcd.members(), etcd.volume()));
    }
    MessageQueueType queue =
        switch (milvus.queue()) {
          case MessageQueue.Woodpecker() -> MessageQueueType.WOODPECKER;
          case MessageQueue.ManagedKafka(int brokers, VolumeSpec volume) -> {
            volumes.put(Tier.KAFKA, volumes(brokers, volume));
            yield MessageQueueType.KAFKA;
          }
          case MessageQueue.ExternalKafka _ -> MessageQueueType.KAFKA;
          case MessageQueue.Pulsar _ -> MessageQueueType.PULSAR;
        };
    return new Facts(
        milvus.version(),
        milvus.version(),
        milvus.separate() ? Coordinators.SEPARATE : Coordinators.MIXTURE,
        queue,
        volumes);
  }

  private static Facts.Volumes volumes(int members, VolumeSpec volume) {
    return new Facts.Volumes(members, volume.size(), volume.storageClassName());
  }
}
