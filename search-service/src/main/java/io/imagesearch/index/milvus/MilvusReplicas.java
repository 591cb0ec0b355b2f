package io.imagesearch.index.milvus;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.DescribeReplicasReq;
import io.milvus.v2.service.collection.request.GetLoadStateReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.resourcegroup.request.DescribeResourceGroupReq;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a collection into the memory of as many query nodes as are asked for, or as there are.
 * Each replica needs a node of its own, and the server refuses more. Once it is there, another
 * number is another process's wish: while a setting is rolled out, the old and the new one must not
 * take turns.
 */
final class MilvusReplicas {
  private static final Logger log = LoggerFactory.getLogger(MilvusReplicas.class);
  private static final String NODES = "__default_resource_group";

  private final String collection;
  private final int wanted;
  private int lastAsked;
  private boolean wasReached;

  MilvusReplicas(String collection, int wanted) {
    this.collection = collection;
    this.wanted = wanted;
  }

  /** Begins to load what nobody does. */
  boolean isLoaded(MilvusClientV2 client) {
    String state =
        client
            .getLoadStateV2(GetLoadStateReq.builder().collectionName(collection).build())
            .getStateName();
    if (state.equals("LoadStateNotLoad")) {
      ask(client, target(client));
    }
    return state.equals("LoadStateLoaded");
  }

  /** More where there is room now, fewer where fewer are wanted; a lost node changes nothing. */
  boolean areToChange(MilvusClientV2 client) {
    int loaded = loaded(client);
    int target = target(client);
    wasReached |= loaded == wanted;
    return !wasReached && (loaded > wanted || loaded < target) && target != lastAsked;
  }

  void change(MilvusClientV2 client) {
    int target = target(client);
    log.atInfo().addKeyValue("to", target).log("Changing the number of replicas");
    try {
      ask(client, target);
    } catch (MilvusClientException e) {
      // Servers before 2.4.13 only change what is not loaded. Searches are refused meanwhile.
      client.releaseCollection(ReleaseCollectionReq.builder().collectionName(collection).build());
      ask(client, target);
    }
    // Not before: another process may have loaded what was released, with the number that it wants.
    lastAsked = target;
  }

  Map<String, Object> facts(MilvusClientV2 client) {
    OptionalInt nodes = nodes(client);
    int loaded = loaded(client);
    return nodes.isEmpty()
        ? Map.of("replicas", loaded, "replicasWanted", wanted)
        : Map.of("replicas", loaded, "replicasWanted", wanted, "queryNodes", nodes.getAsInt());
  }

  private int target(MilvusClientV2 client) {
    return Math.max(1, Math.min(wanted, nodes(client).orElse(wanted)));
  }

  private void ask(MilvusClientV2 client, int replicas) {
    client.loadCollection(
        LoadCollectionReq.builder()
            .collectionName(collection)
            .numReplicas(replicas)
            .sync(false)
            .build());
  }

  private int loaded(MilvusClientV2 client) {
    return (int)
        client
            .describeReplicas(DescribeReplicasReq.builder().collectionName(collection).build())
            .getReplicas()
            .stream()
            .filter(replica -> !replica.getNodeIDs().isEmpty())
            .count();
  }

  /** Unknown to who may not ask, as in Zilliz Cloud. */
  private static OptionalInt nodes(MilvusClientV2 client) {
    try {
      return OptionalInt.of(
          client
              .describeResourceGroup(DescribeResourceGroupReq.builder().groupName(NODES).build())
              .getNumberOfAvailableNode());
    } catch (MilvusClientException e) {
      return OptionalInt.empty();
    }
  }
}
