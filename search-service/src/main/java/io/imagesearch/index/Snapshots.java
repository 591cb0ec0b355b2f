package io.imagesearch.index;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;

/**
 * What was committed, to read from. A read refreshes first when there was a commit since, and else
 * costs nothing more. Nothing is ever read that a killed process could lose.
 */
final class Snapshots implements AutoCloseable {
  private final SearcherManager searchers;
  private final AtomicLong commits = new AtomicLong();
  private volatile long seen;

  Snapshots(Directory directory) throws IOException {
    searchers = new SearcherManager(directory, null);
  }

  /** To be called after a commit, before anybody is told of it. */
  void committed() {
    commits.incrementAndGet();
  }

  <T> T read(Reading<T> reading) {
    try {
      refresh();
      IndexSearcher searcher = searchers.acquire();
      try {
        return reading.from(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (AlreadyClosedException e) {
      throw new IndexException("The index is closed", e);
    } catch (IOException e) {
      throw new IndexException("The index can't be read: " + IndexFolder.reason(e), e);
    }
  }

  void refresh() throws IOException {
    if (seen < commits.get()) {
      synchronized (this) {
        long current = commits.get();
        if (seen < current) {
          searchers.maybeRefreshBlocking();
          seen = current;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    searchers.close();
  }

  /** Something read from one state of the index. */
  @FunctionalInterface
  interface Reading<T> {
    T from(IndexSearcher searcher) throws IOException;
  }
}
