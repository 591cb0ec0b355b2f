package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.MilvusServer;
import io.imagesearch.SharedMilvus;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexUnavailableException;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.Samples;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.index.VectorIndexContract;
import io.milvus.v2.service.vector.request.DeleteReq;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedMilvus.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MilvusVectorIndexIT implements VectorIndexContract {
  private MilvusVectorIndex index;

  /** Once, since to make a collection takes the server seconds. */
  @BeforeAll
  void open(MilvusServer server) throws InterruptedException {
    // Here a slow machine is nothing wrong.
    index = Indexes.open(server.uri(), "contract", Map.of("deadline", "20s"));
    assertThat(index.await(Duration.ofSeconds(60))).as(index.trouble().orElse("")).isTrue();
  }

  @AfterAll
  void close() {
    index.close();
  }

  @BeforeEach
  void clear() {
    List<ImageId> ids =
        index.list(ImageFilter.ALL, Optional.empty(), 10_000).stream()
            .map(ImageDetails::id)
            .toList();
    if (!ids.isEmpty()) {
      DeleteReq all =
          DeleteReq.builder()
              .collectionName("contract_0123456789ab_1280")
              .filter(MilvusFilter.anyOf(ids))
              .build();
      index.delete(all);
    }
    assertThat(index.count(ImageFilter.ALL)).isZero();
  }

  /** One with less time than the server takes until it has seen all that was written. */
  @Test
  void nothingIsSaidToBeMissingThatWasJustWritten(MilvusServer server) throws Exception {
    try (MilvusVectorIndex hasty =
        Indexes.open(server.uri(), "contract", Map.of("deadline", "200ms"))) {
      assertThat(hasty.await(Duration.ofSeconds(60))).isTrue();
      int told = 0;
      for (int i = 0; i < 30; i++) {
        IndexedImage written = Samples.image("new" + i, Samples.atAngle(i));
        index.upsert(List.of(written));
        try {
          assertThat(hasty.recent(written.details().id())).as("after %d others", i).isPresent();
          told++;
        } catch (IndexUnavailableException e) {
          // That it can't be told is an answer, too.
        }
      }
      System.out.printf("%d of 30 pictures just written were found, %d untold%n", told, 30 - told);
    }
  }

  @Override
  public VectorIndex index() {
    return index;
  }
}
