package io.imagesearch.index;

import static io.imagesearch.index.Samples.atAngle;
import static io.imagesearch.index.Samples.id;
import static io.imagesearch.index.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link VectorIndex} of {@value Samples#DIMENSION} dimensions promises. */
public interface VectorIndexContract extends IndexWalkContract {

  @Test
  default void answersBestFirstWithCosines() {
    upsert(image("far", atAngle(90)), image("near", atAngle(0)), image("middle", atAngle(60)));

    List<Match> matches = index().nearest(NearestQuery.of(atAngle(0), 10));

    assertThat(names(matches)).containsExactly("near", "middle", "far");
    assertThat(matches.get(0).score()).isCloseTo(1f, within(1e-5f)).isLessThanOrEqualTo(1f);
    assertThat(matches.get(1).score()).isCloseTo(0.5f, within(1e-5f));
    assertThat(matches.get(2).score()).isCloseTo(0f, within(1e-5f));
  }

  @Test
  default void answersNegativeCosines() {
    upsert(image("opposite", atAngle(180)));

    assertThat(index().nearest(NearestQuery.of(atAngle(0), 1)).getFirst().score())
        .isCloseTo(-1f, within(1e-5f));
  }

  @Test
  default void ordersEqualScoresById() {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "twin" + i).toList();
    index().upsert(names.stream().map(name -> image(name, atAngle(10))).toList());

    List<Match> matches = index().nearest(NearestQuery.of(atAngle(0), 25));

    assertThat(matches)
        .extracting(match -> match.details().id())
        .containsExactlyElementsOf(names.stream().map(Samples::id).sorted().limit(25).toList());
  }

  @Test
  default void leavesOutWhatScoresBelowTheMinimum() {
    upsert(image("near", atAngle(10)), image("far", atAngle(80)));

    assertThat(names(index().nearest(query(10, 0, 0.5f, ImageFilter.ALL, Set.of()))))
        .containsExactly("near");
  }

  @Test
  default void pagesWithoutOverlapOrGap() {
    fill(100);
    List<String> all = names(index().nearest(NearestQuery.of(atAngle(0), 100)));
    List<String> paged = new ArrayList<>();
    for (int offset = 0; offset < 100; offset += 7) {
      paged.addAll(names(index().nearest(query(7, offset, -1f, ImageFilter.ALL, Set.of()))));
    }

    assertThat(paged).containsExactlyElementsOf(all).hasSize(100).doesNotHaveDuplicates();
    assertThat(index().nearest(query(7, 100, -1f, ImageFilter.ALL, Set.of()))).isEmpty();
  }

  @Test
  default void neverAnswersExcludedPicturesAndStillFillsThePage() {
    fill(10);

    List<Match> matches =
        index().nearest(query(3, 0, -1f, ImageFilter.ALL, Set.of(id("p0"), id("p2"))));

    assertThat(names(matches)).containsExactly("p1", "p3", "p4");
  }

  @Test
  default void answersFewerThanKOnlyWhenNoMoreMatch() {
    fill(5);

    assertThat(index().nearest(NearestQuery.of(atAngle(0), NearestQuery.MAX_WINDOW))).hasSize(5);
  }

  @Test
  default void filtersByUploader() {
    upsert(
        image("hers", atAngle(5), new Uploader("ann"), Map.of()),
        image("his", atAngle(1), new Uploader("bob"), Map.of()));
    ImageFilter ann = ImageFilter.of(new Uploader("ann"));

    assertThat(names(index().nearest(query(10, 0, -1f, ann, Set.of())))).containsExactly("hers");
    assertThat(index().count(ann)).isEqualTo(1);
    assertThat(index().list(ann, Optional.empty(), 10))
        .extracting(ImageDetails::fileName)
        .containsExactly("hers.jpg");
  }

  @Test
  default void filtersByAnyOfSeveralUploaders() {
    upsert(
        image("hers", atAngle(5), new Uploader("ann"), Map.of()),
        image("his", atAngle(1), new Uploader("bob"), Map.of()),
        image("theirs", atAngle(3), new Uploader("cy"), Map.of()));
    ImageFilter two = ImageFilter.of(Optional.of(Set.of(new Uploader("ann"), new Uploader("bob"))));
    ImageFilter nobody = ImageFilter.of(Optional.of(Set.of()));

    assertThat(names(index().nearest(query(10, 0, -1f, two, Set.of()))))
        .containsExactly("his", "hers");
    assertThat(index().count(two)).isEqualTo(2);
    assertThat(index().list(two, Optional.empty(), 10)).hasSize(2);
    assertThat(index().nearest(query(10, 0, -1f, nobody, Set.of()))).isEmpty();
    assertThat(index().count(nobody)).isZero();
    assertThat(index().list(nobody, Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void filtersByAllGivenAttributes() {
    upsert(
        image("both", atAngle(5), Uploader.DEFAULT, Map.of("colour", "red", "size", 3)),
        image("one", atAngle(1), Uploader.DEFAULT, Map.of("colour", "red", "size", 4)));

    assertThat(matching(Map.of("colour", "red"))).containsExactly("one", "both");
    assertThat(matching(Map.of("colour", "red", "size", 3))).containsExactly("both");
    assertThat(matching(Map.of("colour", "blue"))).isEmpty();
    assertThat(matching(Map.of("shape", "red"))).isEmpty();
  }

  @Test
  default void tellsStringsNumbersAndBooleansApart() {
    upsert(
        image("text", atAngle(1), Uploader.DEFAULT, Map.of("v", "1", "w", "true")),
        image("number", atAngle(2), Uploader.DEFAULT, Map.of("v", 1)),
        image("flag", atAngle(3), Uploader.DEFAULT, Map.of("v", true, "w", true)));

    assertThat(matching(Map.of("v", "1"))).containsExactly("text");
    assertThat(matching(Map.of("v", 1))).containsExactly("number");
    assertThat(matching(Map.of("v", true))).containsExactly("flag");
    assertThat(matching(Map.of("w", "true"))).containsExactly("text");
  }

  @Test
  default void comparesNumbersByValue() {
    upsert(
        image("whole", atAngle(1), Uploader.DEFAULT, Map.of("v", 1)),
        image("decimal", atAngle(2), Uploader.DEFAULT, Map.of("v", 1.0)),
        image("large", atAngle(3), Uploader.DEFAULT, Map.of("v", 100L)),
        image("negative", atAngle(4), Uploader.DEFAULT, Map.of("v", -1)),
        image("zero", atAngle(5), Uploader.DEFAULT, Map.of("v", -0.0)));

    assertThat(matching(Map.of("v", new BigDecimal("1.00")))).containsExactly("whole", "decimal");
    assertThat(matching(Map.of("v", 1e2))).containsExactly("large");
    assertThat(matching(Map.of("v", 0))).containsExactly("zero");
  }

  @Test
  default void fillsThePageWhenAFilterMatchesFewOfMany() {
    List<Embedding> embeddings = Samples.clustered(3_000, 3);
    List<IndexedImage> rows = new ArrayList<>();
    for (int i = 0; i < embeddings.size(); i++) {
      rows.add(image("m" + i, embeddings.get(i), Uploader.DEFAULT, Map.of("rare", i % 100 == 0)));
    }
    index().upsert(rows);
    ImageFilter rare = new ImageFilter(Optional.empty(), new Attributes(Map.of("rare", true)));

    assertThat(index().count(rare)).isEqualTo(30);
    assertThat(index().nearest(query(30, 0, -1f, rare, Set.of()))).hasSize(30);
    assertThat(index().nearest(query(10, 20, -1f, rare, Set.of()))).hasSize(10);
  }

  @Test
  default void returnsWhatWasUpserted() {
    IndexedImage row =
        image(
            "Käse 🧀",
            Samples.clustered(1, 5).getFirst(),
            new Uploader("ann@example.org"),
            Map.of("text", "ä", "int", 7, "double", 0.5, "flag", false));
    upsert(row);

    IndexedImage found = index().get(row.details().id()).orElseThrow();

    assertThat(found.details()).isEqualTo(row.details());
    assertThat(found.embedding().cosine(row.embedding())).isCloseTo(1f, within(1e-5f));
    assertThat(index().nearest(NearestQuery.of(row.embedding(), 1)).getFirst().details())
        .isEqualTo(row.details());
  }

  @Test
  default void replacesWhatHasTheSameId() {
    upsert(image("same", atAngle(0), new Uploader("ann"), Map.of("v", 1)));
    upsert(image("same", atAngle(90), new Uploader("bob"), Map.of("v", 2)));

    assertThat(index().count(ImageFilter.ALL)).isEqualTo(1);
    assertThat(index().count(ImageFilter.of(new Uploader("ann")))).isZero();
    assertThat(matching(Map.of("v", 1))).isEmpty();
    assertThat(index().nearest(NearestQuery.of(atAngle(90), 1)).getFirst().score())
        .isCloseTo(1f, within(1e-5f));
  }

  @Test
  default void keepsTheLastOfEqualIdsInOneCall() {
    upsert(image("same", atAngle(0)), image("same", atAngle(90)));

    assertThat(index().count(ImageFilter.ALL)).isEqualTo(1);
    assertThat(index().get(id("same")).orElseThrow().embedding().cosine(atAngle(90)))
        .isCloseTo(1f, within(1e-5f));
  }

  @Test
  default void deletesAndSaysWhetherItWasThere() {
    upsert(image("gone", atAngle(0)), image("stays", atAngle(1)));

    assertThat(index().delete(id("gone"))).isTrue();
    assertThat(index().delete(id("gone"))).isFalse();
    assertThat(index().delete(id("never"))).isFalse();
    assertThat(index().get(id("gone"))).isEmpty();
    assertThat(names(index().nearest(NearestQuery.of(atAngle(0), 10)))).containsExactly("stays");
    assertThat(index().count(ImageFilter.ALL)).isEqualTo(1);
  }

  @Test
  default void movesAPictureToAnotherUploader() {
    upsert(image("moved", atAngle(0), new Uploader("ann"), Map.of()));
    upsert(image("moved", atAngle(0), new Uploader("bob"), Map.of()));
    ImageFilter bob = ImageFilter.of(new Uploader("bob"));

    assertThat(index().count(ImageFilter.ALL)).isEqualTo(1);
    assertThat(index().count(bob)).isEqualTo(1);
    assertThat(names(index().nearest(query(10, 0, -1f, bob, Set.of())))).containsExactly("moved");
    assertThat(index().nearest(NearestQuery.of(atAngle(0), 10))).hasSize(1);
    assertThat(index().list(ImageFilter.ALL, Optional.empty(), 10)).hasSize(1);
  }

  @Test
  default void takesAnyNameAndValueForWhatItIs() {
    String odd = "a\"b\\c' or 1 == 1 \n%_{}[]🧀";
    upsert(
        image("odd", atAngle(1), new Uploader("Jürgen@ä.example-1_x"), Map.of("Größe.x-1", odd)),
        image("other", atAngle(2), Uploader.DEFAULT, Map.of("Größe.x-1", "1")));
    ImageFilter uploader = ImageFilter.of(new Uploader("Jürgen@ä.example-1_x"));

    assertThat(matching(Map.of("Größe.x-1", odd))).containsExactly("odd");
    assertThat(matching(Map.of("Größe.x-1", "\" == \"\" or \"1"))).isEmpty();
    assertThat(names(index().nearest(query(10, 0, -1f, uploader, Set.of()))))
        .containsExactly("odd");
    assertThat(index().count(uploader)).isEqualTo(1);
  }

  @Test
  default void keepsTheLargestDetails() {
    Map<String, Object> attributes = new HashMap<>();
    for (int i = 0; i < Attributes.MAX_ENTRIES; i++) {
      attributes.put("ä".repeat(61) + (100 + i), "€".repeat(Attributes.MAX_TEXT));
    }
    IndexedImage row = image("large", atAngle(0), new Uploader("x"), attributes);
    upsert(row, image("small", atAngle(1)));

    assertThat(index().get(row.details().id()).orElseThrow().details()).isEqualTo(row.details());
    assertThat(index().nearest(NearestQuery.of(atAngle(0), 1)).getFirst().details())
        .isEqualTo(row.details());
  }

  @Test
  default void listsPagesInTheOrderOfIds() {
    fill(50);
    List<ImageId> listed = new ArrayList<>();
    List<ImageDetails> page = index().list(ImageFilter.ALL, Optional.empty(), 8);
    while (!page.isEmpty()) {
      page.forEach(details -> listed.add(details.id()));
      page = index().list(ImageFilter.ALL, Optional.of(listed.getLast()), 8);
    }

    assertThat(listed).isSorted().hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  default void answersNothingFromAnEmptyIndex() {
    assertThat(index().nearest(NearestQuery.of(atAngle(0), 10))).isEmpty();
    assertThat(index().list(ImageFilter.ALL, Optional.of(id("any")), 10)).isEmpty();
    assertThat(index().count(ImageFilter.ALL)).isZero();
    assertThat(index().get(id("any"))).isEmpty();
  }

  @Test
  default void acceptsNoPictures() {
    index().upsert(List.of());

    assertThat(index().count(ImageFilter.ALL)).isZero();
  }

  @Test
  default void refusesVectorsOfAnotherDimension() {
    Embedding short3 = Embedding.of(1, 2, 3);

    assertThatThrownBy(() -> upsert(image("short", short3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1280");
    assertThatThrownBy(() -> index().nearest(NearestQuery.of(short3, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(index().count(ImageFilter.ALL)).isZero();
  }

  @Test
  default void showsEachWriterItsOwnChangeAtOnce() throws Exception {
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 16; writer++) {
        String prefix = "w" + writer + "-";
        all.add(
            writers.submit(() -> {
              for (int i = 0; i < 10; i++) {
                upsert(image(prefix + i, atAngle(i)));
                assertThat(index().get(id(prefix + i))).isPresent();
                assertThat(index().delete(id(prefix + i))).isEqualTo(true);
                assertThat(index().get(id(prefix + i))).isEmpty();
                upsert(image(prefix + i, atAngle(i)));
              }
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }

    assertThat(index().count(ImageFilter.ALL)).isEqualTo(160);
  }

  @Test
  default void deletesOnceForConcurrentCallers() throws Exception {
    upsert(image("contested", atAngle(0)));
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> calls =
          IntStream.range(0, 16)
              .mapToObj(_ -> callers.submit(() -> index().delete(id("contested"))))
              .toList();
      int deleted = 0;
      for (Future<Boolean> call : calls) {
        deleted += call.get() ? 1 : 0;
      }
      assertThat(deleted).isEqualTo(1);
    }
  }

  private void upsert(IndexedImage... images) {
    index().upsert(List.of(images));
  }

  /** p0, p1, … in the order of their distance from angle 0. */
  private void fill(int count) {
    index().upsert(IntStream.range(0, count).mapToObj(i -> image("p" + i, atAngle(i))).toList());
  }

  private List<String> matching(Map<String, Object> attributes) {
    ImageFilter filter = new ImageFilter(Optional.empty(), new Attributes(attributes));
    return names(index().nearest(query(10, 0, -1f, filter, Set.of())));
  }

  private static NearestQuery query(
      int k, int offset, float minScore, ImageFilter filter, Set<ImageId> exclude) {
    return new NearestQuery(atAngle(0), k, offset, minScore, filter, exclude, Consistency.STRONG);
  }

  private static List<String> names(List<Match> matches) {
    return matches.stream().map(match -> match.details().fileName().replace(".jpg", "")).toList();
  }
}
