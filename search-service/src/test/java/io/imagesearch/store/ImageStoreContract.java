package io.imagesearch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ImageStore} promises. */
public interface ImageStoreContract {

  /** Empty at the start of a test, and the same one throughout it; the implementer closes it. */
  ImageStore store();

  @Test
  default void returnsTheBytesThatWerePut() {
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;

    store().put(details(id("a")), large, bytes("small"));

    assertThat(store().original(id("a")))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(large));
    assertThat(store().thumbnail(id("a"))).hasValue(bytes("small"));
  }

  @Test
  default void replacesADocumentOnlyWhereNobodyElseDid() {
    assertThat(store().document("plan")).isEmpty();
    assertThat(store().writeDocument("plan", Optional.of("other"), bytes("1"))).isFalse();
    assertThat(store().document("plan")).isEmpty();

    assertThat(store().writeDocument("plan", Optional.empty(), bytes("1"))).isTrue();
    assertThat(store().writeDocument("plan", Optional.empty(), bytes("2"))).isFalse();
    String version = store().document("plan").orElseThrow().version();
    assertThat(store().writeDocument("plan", Optional.of(version), bytes("3"))).isTrue();
    assertThat(store().writeDocument("plan", Optional.of(version), bytes("4"))).isFalse();

    assertThat(store().document("plan").orElseThrow().bytes()).isEqualTo(bytes("3"));
    assertThat(store().document("another")).isEmpty();
    assertThat(store().list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void keepsTheDocumentOfOneOfManyWriters() throws Exception {
    assertThat(store().writeDocument("plan", Optional.empty(), bytes("0"))).isTrue();
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> written =
          IntStream.range(0, 8).mapToObj(_ -> writers.submit(() -> countUp(25))).toList();
      int acknowledged = 0;
      for (Future<Integer> each : written) {
        acknowledged += each.get();
      }
      assertThat(acknowledged).isEqualTo(200);
    }
    assertThat(store().document("plan").orElseThrow().bytes()).isEqualTo(bytes("200"));
  }

  /** As whoever changes a document does: by what was read, and again where that was overruled. */
  private int countUp(int times) {
    int done = 0;
    while (done < times) {
      StoredDocument read = store().document("plan").orElseThrow();
      int next = Integer.parseInt(new String(read.bytes(), StandardCharsets.UTF_8)) + 1;
      done +=
          store().writeDocument("plan", Optional.of(read.version()), bytes(Integer.toString(next)))
              ? 1
              : 0;
    }
    return done;
  }

  @Test
  default void keepsEmptyBytes() {
    store().put(details(id("a")), bytes(""), bytes(""));

    assertThat(store().original(id("a"))).hasValue(bytes(""));
  }

  @Test
  default void replacesBoth() {
    store().put(details(id("a")), bytes("one, longer"), bytes("1, longer"));
    store().put(details(id("a")), bytes("two"), bytes("2"));

    assertThat(store().original(id("a"))).hasValue(bytes("two"));
    assertThat(store().thumbnail(id("a"))).hasValue(bytes("2"));
    assertThat(store().list(Optional.empty(), 10)).containsExactly(id("a"));
  }

  @Test
  default void hasNothingOfAPictureThatIsNotThere() {
    assertThat(store().original(id("a"))).isEmpty();
    assertThat(store().thumbnail(id("a"))).isEmpty();
    assertThat(store().list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  default void deletesBothAndOnlyThem() {
    store().put(details(id("a")), bytes("a"), bytes("a"));
    store().put(details(id("b")), bytes("b"), bytes("b"));

    store().delete(id("a"));
    store().delete(id("a"));

    assertThat(store().original(id("a"))).isEmpty();
    assertThat(store().thumbnail(id("a"))).isEmpty();
    assertThat(store().list(Optional.empty(), 10)).containsExactly(id("b"));
  }

  @Test
  default void deletesDetailsAloneAsTheFirstStepOfARemoval() {
    store().put(details(id("a")), bytes("a"), bytes("a"));

    store().deleteDetails(id("a"));
    store().deleteDetails(id("a"));
    store().deleteDetails(id("never there"));

    assertThat(store().details(id("a"))).isEmpty();
    assertThat(store().contains(id("a"))).isTrue();
    assertThat(store().thumbnail(id("a"))).hasValue(bytes("a"));
  }

  @Test
  default void listsPagesInTheOrderOfIds() {
    List<ImageId> put = IntStream.range(0, 60).mapToObj(i -> id("n" + i)).toList();
    put.forEach(id -> store().put(details(id), bytes("o"), bytes("t")));
    List<ImageId> listed = new ArrayList<>();
    List<ImageId> page = store().list(Optional.empty(), 7);
    while (!page.isEmpty()) {
      listed.addAll(page);
      page = store().list(Optional.of(listed.getLast()), 7);
    }

    assertThat(listed).containsExactlyElementsOf(put.stream().sorted().toList());
  }

  @Test
  default void listsAfterAnIdThatIsNotThere() {
    ImageId low = new ImageId("3".repeat(64));
    ImageId high = new ImageId("5".repeat(64));
    store().put(details(low), bytes("o"), bytes("t"));
    store().put(details(high), bytes("o"), bytes("t"));

    assertThat(store().list(Optional.of(new ImageId("4".repeat(64))), 10)).containsExactly(high);
    assertThat(store().list(Optional.of(high), 10)).isEmpty();
  }

  @Test
  default void remembersWhatWasAnnouncedUntilItIsSettled() {
    store().announce(id("a"));
    store().announce(id("b"));
    store().announce(id("a"));
    store().settle(id("b"));
    store().settle(id("never announced"));

    assertThat(store().unsettled()).containsExactly(id("a"));
  }

  @Test
  default void takesManyPicturesAtOnce() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String name = "n" + i;
        calls.add(
            callers.submit(() -> store().put(details(id(name)), bytes(name), bytes("t" + name))));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }

    assertThat(store().list(Optional.empty(), 100)).hasSize(64);
    assertThat(store().original(id("n33"))).hasValue(bytes("n33"));
    assertThat(store().thumbnail(id("n33"))).hasValue(bytes("tn33"));
  }

  @Test
  default void keepsDetailsWithThePicture() {
    ImageDetails details =
        new ImageDetails(
            id("a"),
            "Bücher/ü.png",
            new Uploader("änne"),
            new Attributes(
                Map.of("text", "ß", "whole", 7, "long", 1L << 40, "real", 0.5, "yes", true)),
            "image/png",
            640,
            480,
            3,
            Instant.parse("2026-05-04T03:02:01.234Z"));

    store().put(details, bytes("o"), bytes("t"));

    assertThat(store().details(id("a"))).hasValue(details);
    assertThat(store().details(id("b"))).isEmpty();
  }

  @Test
  default void replacesDetailsAlone() {
    store().put(details(id("a")), bytes("o"), bytes("t"));
    ImageDetails changed =
        details(id("a")).withAttributes(new Attributes(Map.of("category", "shoes")));

    store().putDetails(changed);

    assertThat(store().details(id("a"))).hasValue(changed);
    assertThat(store().original(id("a"))).hasValue(bytes("o"));
  }

  @Test
  default void knowsWhetherAPictureIsThere() {
    store().put(details(id("a")), bytes("o"), bytes("t"));

    assertThat(store().contains(id("a"))).isTrue();
    assertThat(store().contains(id("b"))).isFalse();

    store().delete(id("a"));

    assertThat(store().contains(id("a"))).isFalse();
    assertThat(store().details(id("a"))).isEmpty();
  }

  static ImageDetails details(ImageId id) {
    return new ImageDetails(
        id, "a.jpg", Uploader.DEFAULT, Attributes.NONE, "image/jpeg", 8, 8, 1, Instant.EPOCH);
  }

  static ImageId id(String name) {
    return ImageId.of(bytes(name));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
