package io.imagesearch.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** Where an index lies: opens it for writing, by one process at a time, and says what is wrong. */
final class IndexFolder implements AutoCloseable {
  private static final double BUFFER_MEGABYTES = 64;
  private static final double COMPOUND_MEGABYTES = 32;

  private final Path path;
  private final HnswParameters parameters;
  private final Directory directory;

  IndexFolder(Path path, HnswParameters parameters) {
    this.path = path;
    this.parameters = parameters;
    try {
      directory = new SyncOnceDirectory(FSDirectory.open(Files.createDirectories(path)));
    } catch (IOException e) {
      throw new IndexException("The index folder " + path + " can't be used: " + reason(e), e);
    }
  }

  Directory directory() {
    return directory;
  }

  /** Makes sure that there is a commit: one is the first thing that a new folder gets. */
  IndexWriter writer() {
    try {
      boolean exists = DirectoryReader.indexExists(directory);
      if (!exists && holdsMoreThanAnUnfinishedStart()) {
        throw damaged("its list of segments is missing");
      }
      IndexWriter writer =
          new IndexWriter(directory, settings(exists ? OpenMode.APPEND : OpenMode.CREATE));
      if (!exists) {
        writer.commit();
      }
      return writer;
    } catch (LockObtainFailedException e) {
      throw new IndexException(
          "The index folder " + path + " is in use by another process; stop that one first", e);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  IndexException damaged(String why) {
    return new IndexException(describe(why));
  }

  IndexException damaged(Throwable cause) {
    return new IndexException(describe(reason(cause)), cause);
  }

  IndexException unwritten(Throwable cause) {
    return new IndexException(
        "The index in " + path + " can't be written: " + reason(cause), cause);
  }

  @Override
  public void close() {
    try {
      directory.close();
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private String describe(String why) {
    return "The index in "
        + path
        + " can't be opened: "
        + why
        + ". Restore the folder from a backup, or remove it and index the pictures again";
  }

  private IndexWriterConfig settings(OpenMode mode) {
    return new IndexWriterConfig()
        .setOpenMode(mode)
        .setCodec(new WideVectorCodec(parameters))
        .setMergePolicy(merges())
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        // A writer waits for its commit, never for a merge.
        .setMaxFullFlushMergeWaitMillis(0)
        // Closing while something failed must not make it durable.
        .setCommitOnClose(false);
  }

  private static TieredMergePolicy merges() {
    TieredMergePolicy merges = new TieredMergePolicy();
    // Three files to sync for a segment instead of seventeen; copying pays only while it is small.
    merges.setNoCFSRatio(1);
    merges.setMaxCFSSegmentSizeMB(COMPOUND_MEGABYTES);
    return merges;
  }

  private boolean holdsMoreThanAnUnfinishedStart() throws IOException {
    return Arrays.stream(directory.listAll())
        .anyMatch(
            name -> !name.equals(IndexWriter.WRITE_LOCK_NAME) && !name.startsWith("pending_"));
  }
}
