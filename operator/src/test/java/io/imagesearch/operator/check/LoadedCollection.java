package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.operator.store.MilvusConnection;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldSchema;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LoadCollectionRequest;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.shaded.io.grpc.ManagedChannel;
import java.util.Optional;

/** A small collection in the memory of Milvus. */
final class LoadedCollection {
  private LoadedCollection() {}

  static void make(MilvusConnection connection) throws Exception {
    ManagedChannel channel = MilvusChannel.open(connection, Optional.empty());
    try {
      make(MilvusServiceGrpc.newBlockingStub(channel));
    } finally {
      channel.shutdownNow();
    }
  }

  private static void make(MilvusServiceBlockingStub milvus) {
    CollectionSchema schema =
        CollectionSchema.newBuilder()
            .setName("images")
            .addFields(
                FieldSchema.newBuilder()
                    .setName("id")
                    .setIsPrimaryKey(true)
                    .setDataType(DataType.Int64))
            .addFields(
                FieldSchema.newBuilder()
                    .setName("embedding")
                    .setDataType(DataType.FloatVector)
                    .addTypeParams(pair("dim", "4")))
            .build();
    assertThat(
            milvus
                .createCollection(
                    CreateCollectionRequest.newBuilder()
                        .setCollectionName("images")
                        .setShardsNum(1)
                        .setSchema(schema.toByteString())
                        .build())
                .getCode())
        .isZero();
    assertThat(
            milvus
                .createIndex(
                    CreateIndexRequest.newBuilder()
                        .setCollectionName("images")
                        .setFieldName("embedding")
                        .addExtraParams(pair("index_type", "FLAT"))
                        .addExtraParams(pair("metric_type", "L2"))
                        .addExtraParams(pair("params", "{}"))
                        .build())
                .getCode())
        .isZero();
    assertThat(
            milvus
                .loadCollection(
                    LoadCollectionRequest.newBuilder()
                        .setCollectionName("images")
                        .setReplicaNumber(1)
                        .build())
                .getCode())
        .isZero();
  }

  private static KeyValuePair pair(String key, String value) {
    return KeyValuePair.newBuilder().setKey(key).setValue(value).build();
  }
}
