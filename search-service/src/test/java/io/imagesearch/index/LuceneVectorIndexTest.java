package io.imagesearch.index;

import static io.imagesearch.index.Samples.atAngle;
import static io.imagesearch.index.Samples.id;
import static io.imagesearch.index.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorIndexTest implements VectorIndexContract {
  @TempDir private Path folder;
  private VectorIndex index;

  @BeforeEach
  void open() {
    index = new LuceneVectorIndex(folder, Samples.DIMENSION, HnswParameters.DEFAULT);
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Override
  public VectorIndex index() {
    return index;
  }

  @Test
  void findsEverythingAgainAfterReopening() {
    index.upsert(List.of(image("kept", atAngle(0)), image("deleted", atAngle(1))));
    index.delete(id("deleted"));
    index.close();

    open();

    assertThat(index.count(ImageFilter.ALL)).isEqualTo(1);
    assertThat(index.nearest(NearestQuery.of(atAngle(0), 5)))
        .extracting(match -> match.details().id())
        .containsExactly(id("kept"));
  }

  @Test
  void refusesAFolderThatIsOpenAlready() {
    assertThatThrownBy(this::open)
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("in use by another process")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void refusesAFolderOfAnotherDimension() {
    index.upsert(List.of(image("one", atAngle(0))));
    index.close();

    assertThatThrownBy(() -> new LuceneVectorIndex(folder, 512, HnswParameters.DEFAULT))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("1280 dimensions, not 512");
    open();
    assertThat(index.count(ImageFilter.ALL)).isEqualTo(1);
  }

  @Test
  void saysThatAnIndexIsDamagedWhenAFileIsCut() throws IOException {
    index.upsert(List.of(image("one", atAngle(0))));
    index.close();
    Path data = files(".cfs").getFirst();
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(data) / 2);
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("can't be opened");
  }

  @Test
  void doesNotStartAfreshOverAnIndexThatLostItsList() throws IOException {
    index.upsert(List.of(image("one", atAngle(0))));
    index.close();
    for (Path list : files("")) {
      if (list.getFileName().toString().startsWith("segments")) {
        Files.delete(list);
      }
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("list of segments is missing");
    assertThat(files(".cfs")).isNotEmpty();
  }

  @Test
  void failsClearlyOnceClosed() {
    index.close();

    assertThatThrownBy(() -> index.upsert(List.of(image("late", atAngle(0)))))
        .isInstanceOf(IndexException.class)
        .hasMessage("The index is closed");
    assertThatThrownBy(() -> index.count(ImageFilter.ALL))
        .isInstanceOf(IndexException.class)
        .hasMessage("The index is closed");
  }

  @Test
  void saysWhetherVectorInstructionsAreUsed() {
    assertThat(index.facts())
        .hasEntrySatisfying(
            "vectorInstructions", value -> assertThat(value).asString().matches("\\d+ bit"));
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
