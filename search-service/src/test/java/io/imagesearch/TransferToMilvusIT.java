package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.cli.CommandLineRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From one machine to a cluster's index and back, each way by two commands. */
@ExtendWith(SharedMilvus.class)
class TransferToMilvusIT {
  @TempDir Path first;
  @TempDir Path second;
  @TempDir Path third;
  @TempDir Path there;
  @TempDir Path back;

  @Test
  void movesToMilvusAndBack(MilvusServer milvus) {
    String[] cluster = {
      "--image-search.index.kind=milvus",
      "--image-search.index.milvus.alias=moved",
      "--image-search.index.milvus.uri=" + milvus.uri()
    };
    try (RunningService lucene = RunningService.start(first)) {
      MovedCollection.fill(lucene.client());
      List<JsonNode> expected = MovedCollection.searches(lucene.client());
      try (RunningService moved = RunningService.start(second, cluster)) {
        move(lucene, there, moved);
        MovedCollection.assertSame(moved.client(), lucene.client());
        MovedCollection.assertAlike(MovedCollection.searches(moved.client()), expected);
        try (RunningService again = RunningService.start(third)) {
          move(moved, back, again);
          MovedCollection.assertSame(again.client(), lucene.client());
          MovedCollection.assertAlike(MovedCollection.searches(again.client()), expected);
          assertThat(MovedCollection.embeddings(again))
              .usingRecursiveComparison()
              .isEqualTo(MovedCollection.embeddings(lucene));
        }
      }
    }
  }

  private static void move(RunningService from, Path folder, RunningService to) {
    CommandLineRun exported = CommandLineRun.of(from.uri(), "export", folder.toString());
    assertThat(exported.code()).as(exported.out() + exported.err()).isZero();
    CommandLineRun imported = CommandLineRun.of(to.uri(), "import", folder.toString());
    assertThat(imported.code()).as(imported.out() + imported.err()).isZero();
  }
}
