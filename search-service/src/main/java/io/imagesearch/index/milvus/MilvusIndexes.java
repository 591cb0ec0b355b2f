package io.imagesearch.index.milvus;

import io.imagesearch.index.IndexException;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.index.VectorIndexes;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.request.OutgoingHeaders;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.utility.request.AlterAliasReq;
import io.milvus.v2.service.utility.request.CreateAliasReq;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A collection for each model, and an alias that names the one that is searched. */
record MilvusIndexes(MilvusProperties properties, OutgoingHeaders request)
    implements VectorIndexes {
  /** A server that is there is found by then; for another one the service is not ready yet. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What changes collections takes the server seconds. */
  private static final Duration CHANGE = Duration.ofSeconds(20);

  @Override
  public VectorIndex open(ModelIdentity model) {
    MilvusVectorIndex index =
        new MilvusVectorIndex(properties, request, model.fingerprint(), model.dimension());
    try {
      boolean _ = index.await(PATIENCE);
      return index;
    } catch (InterruptedException e) {
      index.close();
      Thread.currentThread().interrupt();
      throw new IndexException("The service stops", e);
    }
  }

  @Override
  public void serve(String fingerprint, int dimension) {
    String collection = MilvusCollection.nameOf(properties, fingerprint, dimension);
    String alias = properties.alias();
    change(client -> {
      if (!exists(client, alias)) {
        client.createAlias(
            CreateAliasReq.builder().collectionName(collection).alias(alias).build());
      } else if (!idOf(client, alias).equals(idOf(client, collection))) {
        client.alterAlias(AlterAliasReq.builder().collectionName(collection).alias(alias).build());
      }
    });
  }

  @Override
  public void drop(String fingerprint, int dimension) {
    String collection = MilvusCollection.nameOf(properties, fingerprint, dimension);
    change(client -> {
      if (exists(client, collection)) {
        client.dropCollection(DropCollectionReq.builder().collectionName(collection).build());
      }
    });
  }

  private void change(Consumer<MilvusClientV2> change) {
    try (MilvusSession session =
        MilvusSession.open(properties, properties.uri().toString(), request)) {
      boolean _ =
          CallDeadline.of(
              CHANGE,
              () ->
                  session.call(
                      Lane.WRITES,
                      client -> {
                        change.accept(client);
                        return true;
                      }));
    } catch (IOException e) {
      throw new IndexException("Milvus can't be asked: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw MilvusFailure.of(e);
    }
  }

  private static Long idOf(MilvusClientV2 client, String collection) {
    return client
        .describeCollection(DescribeCollectionReq.builder().collectionName(collection).build())
        .getCollectionID();
  }

  private static boolean exists(MilvusClientV2 client, String collection) {
    return client.hasCollection(HasCollectionReq.builder().collectionName(collection).build());
  }
}
