package io.imagesearch.index;

import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent writers share one commit: a thread takes all that wait, applies and commits them,
 * and only then lets them go. One thread also means one new segment per commit, not one per writer.
 */
final class GroupCommitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
  private static final int MAX_CALLS = 256;
  private static final long IDLE_MILLIS = 1_000;

  private final IndexFolder folder;
  private final Snapshots snapshots;
  private final Predicate<ImageId> committed;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean closed;

  /** Null after a failure, until the next batch opens another; used by the thread alone. */
  private @Nullable IndexWriter writer;

  GroupCommitter(
      IndexFolder folder, IndexWriter writer, Snapshots snapshots, Predicate<ImageId> committed) {
    this.folder = folder;
    this.writer = writer;
    this.snapshots = snapshots;
    this.committed = committed;
    thread = Thread.ofPlatform().name("index-commit").start(this::run);
  }

  /**
   * Returns once the change is on disk.
   *
   * @return whether something was there to change
   */
  boolean submit(Change change) {
    Waiting waiting = new Waiting(Optional.of(change), new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        throw new IndexException("The index is closed");
      }
      queue.add(waiting);
    }
    try {
      return waiting.outcome().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexException("Interrupted: the change may or may not have been written", e);
    } catch (ExecutionException e) {
      throw folder.unwritten(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  /** Commits what was submitted before. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        queue.add(Waiting.END);
      }
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    while (!batch.contains(Waiting.END)) {
      batch.clear();
      try {
        Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          keepHouse();
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, MAX_CALLS - 1);
      } catch (InterruptedException e) {
        // Nobody is given this thread to interrupt; it ends by END.
        continue;
      }
      commit(batch);
    }
    abandonWriter();
  }

  private void commit(List<Waiting> batch) {
    List<Boolean> outcomes = new ArrayList<>();
    try {
      IndexWriter current = writer == null ? folder.writer() : writer;
      writer = current;
      Batch changes = new Batch(current, committed);
      for (Waiting waiting : batch) {
        outcomes.add(waiting.change().isPresent() && changes.apply(waiting.change().get()));
      }
      current.commit();
      snapshots.committed();
    } catch (Throwable failure) {
      // Whatever it was, nobody may wait for ever, and nothing of this batch may be kept.
      abandonWriter();
      batch.forEach(waiting -> waiting.outcome().completeExceptionally(failure));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).outcome().complete(outcomes.get(i));
    }
  }

  /** Makes finished merges durable and lets go of the files that they replaced. */
  private void keepHouse() {
    try {
      if (writer != null && writer.hasUncommittedChanges()) {
        writer.commit();
        snapshots.committed();
      }
      snapshots.refresh();
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).log("Merged segments could not be committed; trying again later");
      abandonWriter();
    }
  }

  private void abandonWriter() {
    IndexWriter abandoned = writer;
    writer = null;
    if (abandoned != null) {
      try {
        abandoned.rollback();
      } catch (IOException | RuntimeException e) {
        LOG.atWarn().setCause(e).log("The index writer could not be closed");
      }
    }
  }

  private record Waiting(Optional<Change> change, CompletableFuture<Boolean> outcome) {
    static final Waiting END = new Waiting(Optional.empty(), new CompletableFuture<>());
  }
}
