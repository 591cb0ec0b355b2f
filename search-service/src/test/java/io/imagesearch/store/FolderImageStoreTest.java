package io.imagesearch.store;

import static io.imagesearch.store.ImageStoreContract.bytes;
import static io.imagesearch.store.ImageStoreContract.details;
import static io.imagesearch.store.ImageStoreContract.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImageStoreTest implements ImageStoreContract {
  @TempDir private Path folder;
  private ImageStore store;

  @BeforeEach
  void open() {
    store = new FolderImageStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public ImageStore store() {
    return store;
  }

  @Test
  void findsEverythingAgainAfterReopening() {
    store.put(details(id("a")), bytes("original"), bytes("thumbnail"));
    store.announce(id("b"));
    store.close();

    open();

    assertThat(store.original(id("a"))).hasValue(bytes("original"));
    assertThat(store.unsettled()).containsExactly(id("b"));
  }

  @Test
  void removesWhatAKilledProcessLeftUnfinished() throws IOException {
    Path leftover = Files.writeString(folder.resolve("unfinished").resolve("half"), "ha");

    open();

    assertThat(leftover).doesNotExist();
  }

  @Test
  void hasNoPictureWithoutItsOriginal() throws IOException {
    store.put(details(id("a")), bytes("original"), bytes("thumbnail"));
    Files.delete(fileEnding(".original"));

    assertThat(store.thumbnail(id("a"))).isEmpty();
    assertThat(store.list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void leavesNothingUnfinishedBehindAFailure() throws IOException {
    Path shard = folder.resolve("pictures").resolve(id("a").value().substring(0, 2));
    Files.writeString(shard, "a file where a folder should be");

    assertThatThrownBy(() -> store.put(details(id("a")), bytes("o"), bytes("t")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("The picture folder " + folder + " can't write: ");
    try (Stream<Path> unfinished = Files.list(folder.resolve("unfinished"))) {
      assertThat(unfinished).isEmpty();
    }
  }

  @Test
  void saysWhichFolderCannotBeOpened() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new FolderImageStore(file))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("The picture folder " + file + " can't be opened: ");
  }

  @Test
  void ignoresFilesOfOthers() throws IOException {
    store.put(details(id("a")), bytes("o"), bytes("t"));
    Files.writeString(fileEnding(".original").resolveSibling("notes.original"), "");
    Files.writeString(folder.resolve("pending").resolve("notes"), "");

    assertThat(store.list(Optional.empty(), 10)).containsExactly(id("a"));
    assertThat(store.unsettled()).isEmpty();
  }

  private Path fileEnding(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}
