package io.imagesearch;

import io.imagesearch.ObjectStoreProcess.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Milvus as a cluster has it, as small as it can be: a process for the coordinators, one of
 * each other role, two query nodes, and the etcd, Kafka and S3 server that they stand on. All are
 * on loopback and end with this JVM, whatever became of that. Since each listens at ports of its
 * own and the roles find each other by etcd, they need no network of their own.
 */
public final class DistributedMilvus implements AutoCloseable {
  private static final List<String> COORDINATORS =
      List.of("mixture", "-rootcoord", "-querycoord", "-datacoord", "-indexcoord");

  private final ServerFolder folder = new ServerFolder("distributed-milvus");
  private final ObjectStoreProcess objects =
      ObjectStoreProcess.start(Kind.VERSITYGW, folder.path().resolve("objects"));
  private final int port;

  private DistributedMilvus() throws IOException, InterruptedException {
    try {
      String etcd = EtcdMember.start(folder);
      String kafka = KafkaBroker.start(folder);
      // Not before the others have theirs: who listens at one later may find it taken.
      List<Integer> ports = FreePorts.some(MilvusProcess.PORTS + 7);
      port = ports.getFirst();
      MilvusProcess.configure(folder.path(), ports, settings(etcd, kafka, objects));
      startRoles(ports.subList(MilvusProcess.PORTS, ports.size()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Skips the test where one of the servers is not there. */
  static DistributedMilvus start() {
    Provided.MILVUS.assumeThere();
    Kind.VERSITYGW.assumeThere();
    Provided.ETCD.assumeThere();
    Provided.KAFKA.assumeThere();
    try {
      return new DistributedMilvus();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Of the proxy. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The S3 server, which also has room for others' buckets. */
  ObjectStoreProcess objects() {
    return objects;
  }

  @Override
  public void close() {
    objects.close();
    folder.close();
  }

  /** All at once: they wait for each other. */
  private void startRoles(List<Integer> ports) throws InterruptedException {
    List<MilvusProcess> roles =
        List.of(
            start("coordinators", COORDINATORS, ports.get(0), Map.of()),
            start("datanode", List.of("datanode"), ports.get(1), Map.of()),
            start("indexnode", List.of("indexnode"), ports.get(2), Map.of()),
            start("querynode-a", List.of("querynode"), ports.get(3), Map.of()),
            start(
                "querynode-b",
                List.of("querynode"),
                ports.get(4),
                Map.of("QUERYNODE_PORT", "" + ports.get(6))),
            start("proxy", List.of("proxy"), ports.get(5), Map.of()));
    for (MilvusProcess role : roles) {
      role.awaitHealthy();
    }
  }

  private MilvusProcess start(
      String name, List<String> roles, int metrics, Map<String, String> settings) {
    Map<String, String> own = new HashMap<>(settings);
    own.put("DEPLOY_MODE", "DISTRIBUTED");
    // A query node clears its own when it starts.
    own.put("LOCALSTORAGE_PATH", folder.path().resolve("scratch-" + name).toString());
    return MilvusProcess.start(folder, name, roles, metrics, own);
  }

  private static String settings(String etcd, String kafka, ObjectStoreProcess objects) {
    return """
    etcd: {endpoints: "%s", rootPath: images, use: {embed: false}}
    mq: {type: kafka}
    kafka: {brokerList: "%s"}
    common: {storageType: remote, chanNamePrefix: {cluster: images}}
    # Without names of their own these topics would be one.
    msgChannel:
      chanNamePrefix:
        cluster: images
        rootCoordTimeTick: rootcoord-timetick
        rootCoordStatistics: rootcoord-statistics
        rootCoordDml: rootcoord-dml
        replicateMsg: replicate-msg
        queryTimeTick: queryTimeTick
        dataCoordTimeTick: datacoord-timetick-channel
        dataCoordSegmentInfo: segment-info-channel
      subNamePrefix: {dataCoordSubNamePrefix: dataCoord, dataNodeSubNamePrefix: dataNode}
    minio:
      address: 127.0.0.1
      port: %d
      accessKeyID: %s
      secretAccessKey: %s
      useSSL: false
      bucketName: milvus
      rootPath: files
    """
        .formatted(
            etcd,
            kafka,
            objects.port(),
            ObjectStoreProcess.ACCESS_KEY,
            ObjectStoreProcess.SECRET_KEY);
  }
}
