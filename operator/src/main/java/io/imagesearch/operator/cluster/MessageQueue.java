package io.imagesearch.operator.cluster;

import io.imagesearch.operator.api.v1alpha1.ExternalKafkaSpec;
import io.imagesearch.operator.api.v1alpha1.KafkaSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueSpec;
import io.imagesearch.operator.api.v1alpha1.MessageQueueType;
import io.imagesearch.operator.api.v1alpha1.PulsarSpec;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import java.util.Objects;

/** The write-ahead log of Milvus. */
public sealed interface MessageQueue {
  /** Part of Milvus itself; keeps the log in the object store. */
  record Woodpecker() implements MessageQueue {}

  /** Brokers that the operator runs; each is a controller, too. */
  record ManagedKafka(int brokers, VolumeSpec volume) implements MessageQueue {}

  /** A Kafka that is there already. */
  record ExternalKafka(ExternalKafkaSpec spec) implements MessageQueue {}

  /** A Pulsar that is there already. */
  record Pulsar(PulsarSpec spec) implements MessageQueue {}

  static MessageQueue of(MessageQueueSpec spec) {
    MessageQueueType type = spec.type() == null ? MessageQueueType.WOODPECKER : spec.type();
    return switch (type) {
      case WOODPECKER -> new Woodpecker();
      case PULSAR -> new Pulsar(Objects.requireNonNull(spec.pulsar(), "messageQueue.pulsar"));
      case KAFKA ->
          kafka(spec.kafka() == null ? new KafkaSpec(null, null, null, null) : spec.kafka());
    };
  }

  private static MessageQueue kafka(KafkaSpec spec) {
    if (spec.external() != null) {
      return new ExternalKafka(spec.external());
    }
    return new ManagedKafka(
        spec.replicas() == null ? KafkaSpec.DEFAULT_REPLICAS : spec.replicas(),
        spec.storage() == null ? new VolumeSpec(KafkaSpec.DEFAULT_SIZE, null) : spec.storage());
  }
}
