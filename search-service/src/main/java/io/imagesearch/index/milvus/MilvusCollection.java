package io.imagesearch.index.milvus;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.index.request.ListIndexesReq;
import io.milvus.v2.service.utility.request.CreateAliasReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** One model's collection: makes it, loads it, and says how it is. */
final class MilvusCollection {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NO_ID = "0".repeat(64);

  private final MilvusProperties properties;
  private final String name;
  private final int dimension;
  private final MilvusReplicas replicas;
  private volatile Map<String, Object> facts;
  private volatile boolean upserts;

  /**
   * A collection of the alias's family.
   *
   * @param fingerprint of the model; vectors of two never meet
   */
  MilvusCollection(MilvusProperties properties, String fingerprint, int dimension) {
    this.properties = properties;
    this.dimension = dimension;
    name = nameOf(properties, fingerprint, dimension);
    replicas = new MilvusReplicas(name, properties.replicas());
    facts = Map.of("collection", name, "alias", properties.alias());
  }

  static String nameOf(MilvusProperties properties, String fingerprint, int dimension) {
    return "%s_%s_%d".formatted(properties.alias(), fingerprint, dimension);
  }

  String name() {
    return name;
  }

  int dimension() {
    return dimension;
  }

  /** Whether the server can replace rows in one step, without making a mess of partitions. */
  boolean upserts() {
    return upserts;
  }

  /** As of the last look. */
  Map<String, Object> facts() {
    return facts;
  }

  /** Makes what is missing; says what is still to be waited for. */
  Optional<String> prepare(MilvusSession session) {
    upserts =
        ServerVersion.parse(quick(session, MilvusClientV2::getServerVersion))
            .upsertsIntoTheRightPartition();
    if (!quick(session, client -> exists(client, name))) {
      slow(session, this::create);
    }
    if (!quick(session, this::isIndexed)) {
      slow(session, this::index);
    }
    if (!quick(session, client -> exists(client, properties.alias()))) {
      slow(session, this::name);
    }
    if (!quick(session, replicas::isLoaded)) {
      return Optional.of("Milvus is loading the collection");
    }
    boolean _ = quick(session, this::read);
    return Optional.empty();
  }

  /** Learns how the server is, and asks for replicas that it has room for now. */
  void look(MilvusSession session) {
    if (quick(session, replicas::areToChange)) {
      slow(session, replicas::change);
    }
    facts =
        quick(
            session,
            client -> {
              Map<String, Object> now = new TreeMap<>(replicas.facts(client));
              now.put("server", properties.uri().getHost() + ":" + properties.uri().getPort());
              now.put("version", client.getServerVersion());
              now.put("collection", name);
              now.put("alias", properties.alias());
              now.put("serves", idOf(client, properties.alias()).equals(idOf(client, name)));
              return Map.copyOf(now);
            });
  }

  /** As strictly as anybody may ask, so that it fails while anything is missing. */
  private boolean read(MilvusClientV2 client) {
    return client
        .query(
            QueryReq.builder()
                .collectionName(name)
                .filter(MilvusRow.ID + " == \"" + NO_ID + "\"")
                .outputFields(List.of(MilvusRow.ID))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build())
        .getQueryResults()
        .isEmpty();
  }

  private <T> T quick(MilvusSession session, Function<MilvusClientV2, T> call) {
    return CallDeadline.of(properties.deadline(), () -> session.call(Lane.WRITES, call));
  }

  /** What changes collections takes the server seconds. */
  private static void slow(MilvusSession session, Consumer<MilvusClientV2> call) {
    boolean _ =
        CallDeadline.of(
            PATIENCE,
            () ->
                session.call(
                    Lane.WRITES,
                    client -> {
                      call.accept(client);
                      return true;
                    }));
  }

  private static boolean exists(MilvusClientV2 client, String collection) {
    return client.hasCollection(HasCollectionReq.builder().collectionName(collection).build());
  }

  private static Long idOf(MilvusClientV2 client, String collection) {
    return client
        .describeCollection(DescribeCollectionReq.builder().collectionName(collection).build())
        .getCollectionID();
  }

  private boolean isIndexed(MilvusClientV2 client) {
    try {
      return !client
          .listIndexes(
              ListIndexesReq.builder().collectionName(name).fieldName(MilvusRow.EMBEDDING).build())
          .isEmpty();
    } catch (MilvusClientException e) {
      if (String.valueOf(e.getMessage()).contains("index not found")) {
        return false;
      }
      throw e;
    }
  }

  /** Another process may be doing the same. */
  private void create(MilvusClientV2 client) {
    try {
      client.createCollection(
          CreateCollectionReq.builder()
              .collectionName(name)
              .collectionSchema(schema())
              .numPartitions(properties.layout().partitions())
              .numShards(properties.layout().shards())
              .consistencyLevel(ConsistencyLevel.BOUNDED)
              .build());
    } catch (MilvusClientException e) {
      if (!exists(client, name)) {
        throw e;
      }
    }
  }

  /** The first collection gets the alias; it moves to another's when that is complete. */
  private void name(MilvusClientV2 client) {
    try {
      client.createAlias(
          CreateAliasReq.builder().collectionName(name).alias(properties.alias()).build());
    } catch (MilvusClientException e) {
      if (!exists(client, properties.alias())) {
        throw e;
      }
    }
  }

  private CreateCollectionReq.CollectionSchema schema() {
    CreateCollectionReq.CollectionSchema schema =
        CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(text(MilvusRow.ID, 64).isPrimaryKey(true).autoID(false).build());
    // 64 characters of at most four bytes.
    schema.addField(text(MilvusRow.UPLOADER, 256).isPartitionKey(true).build());
    schema.addField(
        AddFieldReq.builder().fieldName(MilvusRow.TAGS).dataType(DataType.JSON).build());
    MilvusRow.DETAILS.forEach(part -> schema.addField(text(part, MilvusRow.TEXT_BYTES).build()));
    schema.addField(
        AddFieldReq.builder()
            .fieldName(MilvusRow.EMBEDDING)
            .dataType(DataType.FloatVector)
            .dimension(dimension)
            .build());
    return schema;
  }

  private static AddFieldReq.AddFieldReqBuilder<?> text(String field, int bytes) {
    return AddFieldReq.builder().fieldName(field).dataType(DataType.VarChar).maxLength(bytes);
  }

  private void index(MilvusClientV2 client) {
    IndexParam hnsw =
        IndexParam.builder()
            .fieldName(MilvusRow.EMBEDDING)
            .indexName(MilvusRow.EMBEDDING)
            .indexType(IndexParam.IndexType.HNSW)
            .metricType(IndexParam.MetricType.COSINE)
            .extraParams(
                Map.of(
                    "M",
                    properties.layout().maxConnections(),
                    "efConstruction",
                    properties.layout().buildWidth()))
            .build();
    client.createIndex(
        CreateIndexReq.builder()
            .collectionName(name)
            .indexParams(List.of(hnsw))
            .sync(false)
            .build());
  }
}
