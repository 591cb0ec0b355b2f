package io.imagesearch.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.junit.jupiter.api.Test;

class SyncOnceDirectoryTest {
  private final List<String> synced = new ArrayList<>();
  private final Directory directory = new SyncOnceDirectory(new Recorder(synced));

  @Test
  void syncsAFileOnce() throws IOException {
    write("a");
    directory.sync(List.of("a"));
    write("b");
    directory.sync(List.of("a", "b"));

    assertThat(synced).containsExactly("a", "b");
  }

  @Test
  void syncsAFileAgainThatWasWrittenAnewOrRenamed() throws IOException {
    write("a");
    directory.sync(List.of("a"));
    directory.deleteFile("a");
    write("a");
    directory.sync(List.of("a"));
    directory.rename("a", "b");
    directory.sync(List.of("b"));

    assertThat(synced).containsExactly("a", "a", "b");
  }

  private void write(String name) throws IOException {
    directory.createOutput(name, IOContext.DEFAULT).close();
  }

  private static final class Recorder extends FilterDirectory {
    private final List<String> synced;

    Recorder(List<String> synced) {
      super(new ByteBuffersDirectory());
      this.synced = synced;
    }

    @Override
    public void sync(Collection<String> names) {
      synced.addAll(names);
    }
  }
}
