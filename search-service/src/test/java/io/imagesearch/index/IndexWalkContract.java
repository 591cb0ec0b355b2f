package io.imagesearch.index;

import static io.imagesearch.index.Samples.id;
import static io.imagesearch.index.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.ImageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link VectorIndex} promises to whoever walks through all of it. */
public interface IndexWalkContract {

  /** Empty at the start of a test, and the same one throughout it; the implementer closes it. */
  VectorIndex index();

  @Test
  default void tellsEachRowOnceWithItsEmbeddingInTheOrderOfIds() {
    List<Embedding> embeddings = Samples.clustered(60, 9);
    // One by one: each in a part of the index of its own, until they are merged.
    for (int i = 0; i < 12; i++) {
      index().upsert(List.of(image("w" + i, embeddings.get(59 - i))));
    }
    List<IndexedImage> rows =
        IntStream.range(0, 60).mapToObj(i -> image("w" + i, embeddings.get(i))).toList();
    index().upsert(rows);
    index().delete(id("w7"));
    index().delete(id("w40"));

    assertThat(walk(8))
        .containsExactlyElementsOf(
            rows.stream()
                .filter(row -> !row.details().id().equals(id("w7")))
                .filter(row -> !row.details().id().equals(id("w40")))
                .sorted(Comparator.comparing(row -> row.details().id()))
                .toList());
    assertThat(walk(1000)).isEqualTo(walk(7));
  }

  @Test
  default void walksOnFromAnIdThatIsNotThere() {
    index()
        .upsert(IntStream.range(0, 5).mapToObj(i -> image("w" + i, Samples.atAngle(i))).toList());
    ImageId between = id("w9");

    assertThat(index().page(Optional.of(between), 10))
        .extracting(row -> row.details().id())
        .containsExactlyElementsOf(
            IntStream.range(0, 5)
                .mapToObj(i -> id("w" + i))
                .filter(each -> each.compareTo(between) > 0)
                .sorted()
                .toList());
    assertThat(index().page(Optional.of(new ImageId("f".repeat(64))), 10)).isEmpty();
  }

  @Test
  default void tellsNothingOfAnEmptyIndex() {
    assertThat(index().page(Optional.empty(), 10)).isEmpty();
    assertThatThrownBy(() -> index().page(Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<IndexedImage> walk(int limit) {
    List<IndexedImage> walked = new ArrayList<>();
    List<IndexedImage> page = index().page(Optional.empty(), limit);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      walked.addAll(page);
      page = index().page(Optional.of(walked.getLast().details().id()), limit);
    }
    return walked;
  }
}
