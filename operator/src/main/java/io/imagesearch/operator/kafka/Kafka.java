package io.imagesearch.operator.kafka;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.imagesearch.operator.api.v1alpha1.VolumeSpec;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Dependent;
import io.imagesearch.operator.cluster.MessageQueue;
import io.imagesearch.operator.cluster.Milvus;
import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.stateful.StatefulNetwork;
import io.imagesearch.operator.stateful.StatefulPods;
import io.imagesearch.operator.stateful.Upkeep;
import io.imagesearch.operator.store.QueueConnection;
import java.util.List;
import java.util.stream.Stream;

/** Kafka without ZooKeeper: brokers that are controllers, too, each with a volume of its own. */
public final class Kafka implements Dependent {
  /** What a broker that was replaced gets to fetch what it missed, before the next one goes. */
  private static final int READY_SECONDS = 30;

  @Override
  public Stream<HasMetadata> desired(Cluster cluster) {
    return cluster.spec().milvus() instanceof Milvus.Managed milvus
            && milvus.queue() instanceof MessageQueue.ManagedKafka(int brokers, VolumeSpec volume)
        ? objects(cluster, brokers, volume)
        : Stream.empty();
  }

  private static Stream<HasMetadata> objects(Cluster cluster, int brokers, VolumeSpec volume) {
    String service = QueueConnection.brokerService(cluster);
    HasMetadata names =
        StatefulNetwork.names(
            cluster,
            Tier.KAFKA,
            service,
            List.of(
                StatefulNetwork.port(Broker.PORT, Ports.KAFKA),
                StatefulNetwork.port(Broker.CONTROLLER_PORT, Ports.KAFKA_CONTROLLER)));
    HasMetadata pods =
        StatefulPods.of(cluster, Broker.of(cluster, brokers), service, READY_SECONDS, volume);
    return Stream.concat(Upkeep.of(cluster, Tier.KAFKA), Stream.of(names, pods));
  }
}
