package io.imagesearch.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.HnswParameters;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.LuceneVectorIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real index, whose commits are counted in its folder. */
class SharedUpsertsTest {
  private static final int PICTURES = 40;

  @TempDir private Path folder;
  private final SharedUpserts upserts = new SharedUpserts();
  private LuceneVectorIndex index;
  private long commitsBefore;

  @BeforeEach
  void open() throws IOException {
    index = new LuceneVectorIndex(folder, 2, HnswParameters.DEFAULT);
    commitsBefore = commits();
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void writesOneThatIsAloneAtOnce() throws Exception {
    try (var _ = upserts.begin()) {
      upserts.upsert(index, image(0), Lane.BULK);
    }

    assertThat(index.count(ImageFilter.ALL)).isEqualTo(1);
    assertThat(commits() - commitsBefore).isEqualTo(1);
  }

  @Test
  void letsThoseThatAreUnderWayShareAWrite() throws Exception {
    List<SharedUpserts.Addition> underWay =
        IntStream.range(0, PICTURES).mapToObj(_ -> upserts.begin()).toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<?> written : submitAll(threads)) {
        written.get();
      }
    }
    underWay.forEach(SharedUpserts.Addition::close);

    assertThat(index.count(ImageFilter.ALL)).isEqualTo(PICTURES);
    assertThat(commits() - commitsBefore).isBetween(1L, (long) PICTURES / 4);
  }

  @Test
  void waitsNoMoreForWhatEndedWithoutAWrite() throws Exception {
    SharedUpserts.Addition broken = upserts.begin();
    try (var _ = upserts.begin();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> written = threads.submit(() -> upsert(0));
      broken.close();
      written.get();
    }

    assertThat(index.count(ImageFilter.ALL)).isEqualTo(1);
  }

  @Test
  void writesWhatOthersWaitForAlthoughTheFirstWasInterrupted() throws Exception {
    SharedUpserts.Addition neverWritten = upserts.begin();
    Thread first =
        Thread.ofVirtual()
            .start(() -> assertThatThrownBy(() -> upsert(0)).isInstanceOf(Exception.class));
    try (var _ = upserts.begin()) {
      first.interrupt();
      first.join();
      upserts.upsert(index, image(1), Lane.BULK);
    }
    neverWritten.close();

    assertThat(index.get(image(1).details().id())).isPresent();
  }

  @Test
  void tellsEachOfTheGroupWhatItsWriteThrew() throws Exception {
    index.close();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<?> written : submitAll(threads)) {
        assertThatThrownBy(written::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(IndexException.class);
      }
    }
  }

  private List<Future<?>> submitAll(ExecutorService threads) {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      int number = i;
      all.add(threads.submit(() -> upsert(number)));
    }
    return all;
  }

  private Void upsert(int number) throws InterruptedException {
    upserts.upsert(index, image(number), Lane.BULK);
    return null;
  }

  /** Lucene counts its commits in the name of the newest one, in base 36. */
  private long commits() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("segments_"))
          .mapToLong(name -> Long.parseLong(name.substring("segments_".length()), 36))
          .max()
          .orElse(0);
    }
  }

  private static IndexedImage image(int number) {
    ImageDetails details =
        new ImageDetails(
            ImageId.of(("picture " + number).getBytes(StandardCharsets.UTF_8)),
            number + ".jpg",
            Uploader.DEFAULT,
            Attributes.NONE,
            "image/jpeg",
            640,
            480,
            12_345L,
            Instant.EPOCH);
    return new IndexedImage(details, Embedding.of(new float[] {1, number}));
  }
}
