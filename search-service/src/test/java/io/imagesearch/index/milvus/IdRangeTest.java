package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdRangeTest {
  private static final List<ImageDetails> ALL =
      IntStream.range(0, 5_000).mapToObj(i -> picture("picture " + i)).toList();

  private final List<Integer> reads = new ArrayList<>();

  @Test
  void listsEachPictureOnceInOrder() {
    List<ImageId> listed = listAll(100, ALL.size());

    assertThat(listed)
        .containsExactlyElementsOf(
            ALL.stream().map(ImageDetails::id).sorted(Comparator.naturalOrder()).toList());
  }

  @Test
  void readsLittleMoreThanItAnswers() {
    listAll(100, ALL.size());

    assertThat(reads).hasSizeLessThan(70).allMatch(size -> size < 250);
  }

  @Test
  void listsAllThoughTheCountIsWrong() {
    assertThat(listAll(100, 10)).hasSize(ALL.size()).isSorted();
    assertThat(listAll(100, 1_000_000_000)).hasSize(ALL.size()).isSorted();
  }

  private List<ImageId> listAll(int limit, long matching) {
    List<ImageId> listed = new ArrayList<>();
    Optional<ImageId> after = Optional.empty();
    while (true) {
      List<ImageDetails> page = IdRange.page(after, limit, matching, this::read);
      if (page.isEmpty()) {
        return listed;
      }
      page.forEach(picture -> listed.add(picture.id()));
      after = Optional.of(listed.getLast());
    }
  }

  private List<ImageDetails> read(IdRange range) {
    List<ImageDetails> found =
        ALL.stream()
            .filter(picture -> picture.id().value().compareTo(range.after()) > 0)
            .filter(picture -> picture.id().value().compareTo(range.to()) <= 0)
            .toList();
    reads.add(found.size());
    return found;
  }

  private static ImageDetails picture(String name) {
    return new ImageDetails(
        ImageId.of(name.getBytes(StandardCharsets.UTF_8)),
        name,
        Uploader.DEFAULT,
        Attributes.NONE,
        "image/png",
        1,
        1,
        1,
        Instant.EPOCH);
  }
}
