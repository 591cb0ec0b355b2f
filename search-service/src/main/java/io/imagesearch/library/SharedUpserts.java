package io.imagesearch.library;

import io.imagesearch.embedding.Lane;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.request.Handover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Lets pictures that are being added side by side share one write to the index, since a write costs
 * the same for one picture as for many: a commit with its syncs, or a call to a server.
 *
 * <p>A write begins when half of the pictures that are under way have come to it, or its lane's
 * patience is over. Were it to wait for all, an ingest of so many at once would go in step: decode
 * and network idle while it writes, and the writer while they work. One that is added alone waits
 * for nothing.
 */
final class SharedUpserts {
  /** Pictures that are enough for one write; their vectors are some kilobytes each. */
  private static final int MOST = 64;

  /** Long enough for a commit to serve several, too short for a person to notice. */
  private static final Duration UPLOAD_PATIENCE = Duration.ofMillis(50);

  /** Nobody waits for one picture of a job. */
  private static final Duration BULK_PATIENCE = Duration.ofMillis(250);

  private final Map<VectorIndex, Group> open = new HashMap<>();
  private int underWay;

  private static final class Group {
    final List<IndexedImage> images = new ArrayList<>();
    final CompletableFuture<Void> written = new CompletableFuture<>();
  }

  /** An addition that has begun; closed when it has ended, whichever way. */
  interface Addition extends AutoCloseable {
    @Override
    void close();
  }

  /** Counts an addition among those that are worth waiting for. */
  synchronized Addition begin() {
    underWay++;
    return this::ended;
  }

  /** Returns once the picture is in the index; what its group's write throws is thrown to each. */
  void upsert(VectorIndex index, IndexedImage image, Lane lane) throws InterruptedException {
    try {
      join(index, image, lane).written.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException("an upsert failed", e);
      }
    }
  }

  private synchronized Group join(VectorIndex index, IndexedImage image, Lane lane) {
    Group group = open.get(index);
    if (group == null) {
      Group first = new Group();
      open.put(index, first);
      group = first;
      // On a thread of its own: one whose caller is interrupted must not take the others with it.
      // Of their requests, its calls are for the first.
      Thread.ofVirtual()
          .name("upsert")
          .start(new FutureTask<>(Handover.of(() -> write(index, first, lane))));
    }
    group.images.add(image);
    notifyAll();
    return group;
  }

  private synchronized void ended() {
    underWay--;
    notifyAll();
  }

  private boolean write(VectorIndex index, Group group, Lane lane) {
    try {
      gather(index, group, lane == Lane.BULK ? BULK_PATIENCE : UPLOAD_PATIENCE);
      index.upsert(group.images);
      return group.written.complete(null);
    } catch (Throwable e) {
      // Whatever it was: nobody may wait for ever.
      return group.written.completeExceptionally(e);
    }
  }

  /** Until half of those under way have come, or patience is over; then nobody joins any more. */
  private synchronized void gather(VectorIndex index, Group group, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (group.images.size() < Math.min((underWay + 1) / 2, MOST)) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    } finally {
      open.remove(index);
    }
  }
}
