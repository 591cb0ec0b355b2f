package io.imagesearch.index.milvus;

import io.imagesearch.index.VectorIndex;
import io.imagesearch.request.OutgoingHeaders;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.collection.ReplicaInfo;
import io.milvus.v2.service.collection.request.DescribeReplicasReq;
import io.milvus.v2.service.index.request.DescribeIndexReq;
import io.milvus.v2.service.utility.request.FlushReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Indexes on a server, with the settings that a user has who sets none. */
public final class Indexes {
  public static final int DIMENSION = 1280;

  private Indexes() {}

  static MilvusVectorIndex open(URI uri, String alias) {
    return open(uri, alias, Map.of());
  }

  static MilvusVectorIndex open(URI uri, String alias, Map<String, String> more) {
    return new MilvusVectorIndex(
        properties(uri, alias, more), OutgoingHeaders.untraced(), "0123456789ab", DIMENSION);
  }

  /** One that can be used. */
  public static VectorIndex ready(URI uri, String alias) throws InterruptedException {
    MilvusVectorIndex index = open(uri, alias);
    if (!index.await(Duration.ofSeconds(60))) {
      index.close();
      throw new IllegalStateException(index.trouble().orElse(""));
    }
    return index;
  }

  /** Waits until a strong read of the collection, by a client of its own, is answered. */
  public static void awaitServing(URI uri, String collection) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!answers(uri, collection)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Milvus does not serve " + collection);
      }
      Thread.sleep(50);
    }
  }

  /** Of each replica that the server has loaded or loads, the query nodes that it is on. */
  public static List<List<Long>> replicas(URI uri, String collection) throws InterruptedException {
    MilvusClientV2 client = new MilvusClientV2(ConnectConfig.builder().uri(uri.toString()).build());
    try {
      return client
          .describeReplicas(DescribeReplicasReq.builder().collectionName(collection).build())
          .getReplicas()
          .stream()
          .map(ReplicaInfo::getNodeIDs)
          .toList();
    } finally {
      client.close(1);
    }
  }

  private static boolean answers(URI uri, String collection) throws InterruptedException {
    ConnectConfig config = ConnectConfig.builder().uri(uri.toString()).rpcDeadlineMs(2_000).build();
    @Nullable MilvusClientV2 client = null;
    try {
      client = new MilvusClientV2(config).withRetry(RetryConfig.builder().maxRetryTimes(1).build());
      QueryReq request =
          QueryReq.builder()
              .collectionName(collection)
              .filter("id == \"\"")
              .consistencyLevel(ConsistencyLevel.STRONG)
              .build();
      return client.query(request) != null;
    } catch (RuntimeException e) {
      return false; // not yet
    } finally {
      if (client != null) {
        client.close(1);
      }
    }
  }

  /** Waits until all that was written is in segments with a graph, as it is in the long run. */
  public static void settle(URI uri, VectorIndex index) throws InterruptedException {
    String collection = String.valueOf(index.facts().get("collection"));
    MilvusClientV2 client = new MilvusClientV2(ConnectConfig.builder().uri(uri.toString()).build());
    try {
      client.flush(FlushReq.builder().collectionNames(List.of(collection)).build());
      DescribeIndexReq describe =
          DescribeIndexReq.builder().collectionName(collection).fieldName("embedding").build();
      while (client.describeIndex(describe).getIndexDescriptions().stream()
          .anyMatch(each -> each.getIndexedRows() < each.getTotalRows())) {
        Thread.sleep(500);
      }
      // The query node takes the graphs in when its coordinator looks next.
      Thread.sleep(10_000);
    } finally {
      client.close(1);
    }
  }

  static MilvusProperties properties(URI uri, String alias, Map<String, String> more) {
    HashMap<String, String> settings = new HashMap<>();
    settings.put("uri", uri.toString());
    settings.put("alias", alias);
    settings.putAll(more);
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("", MilvusProperties.class);
  }
}
