package io.imagesearch.store.s3;

import io.imagesearch.image.ImageId;
import io.imagesearch.store.PictureBusyException;
import io.imagesearch.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One change at a time for each picture, among all processes: its marker is created only where
 * there is none, and has its owner's name. One that is older than the lease is taken over by who
 * names its ETag first. Ages are by the store's clock; an owner measures its own time from before
 * it asked, and gives up well before others may think so.
 */
final class Leases {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final String process = UUID.randomUUID().toString();
  private final Map<ImageId, Held> held = new ConcurrentHashMap<>();
  private final S3Objects objects;
  private final S3Keys keys;
  private final Duration lease;
  private final boolean conditional;

  private record Held(String etag, long since) {}

  Leases(S3Objects objects, S3Keys keys, Duration lease, boolean conditional) {
    this.objects = objects;
    this.keys = keys;
    this.lease = lease;
    this.conditional = conditional;
  }

  /**
   * Takes the picture's lease, or takes it anew where this process has it.
   *
   * @throws PictureBusyException when another process changes it and doesn't end soon
   */
  void take(ImageId id) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      long since = System.nanoTime();
      Optional<String> etag = create(id);
      if (etag.isPresent()) {
        held.put(id, new Held(etag.get(), since));
        return;
      }
      Optional<S3Objects.Read> marker = objects.read(keys.marker(id));
      if (marker.isPresent() && isFree(marker.get())) {
        since = System.nanoTime();
        etag = objects.replace(keys.marker(id), marker.get().etag(), name());
        if (etag.isPresent()) {
          held.put(id, new Held(etag.get(), since));
          return;
        }
      }
      if (System.nanoTime() > deadline) {
        Duration age = marker.map(S3Objects.Read::age).orElse(lease);
        throw new PictureBusyException(lease.minus(age));
      }
      pause();
    }
  }

  /**
   * Whether this process still has it, for long enough to write once more.
   *
   * @throws StoreException when it may be another's by now: nothing may be promised
   */
  void check(ImageId id) {
    Held mine = held.get(id);
    Duration longest = lease.multipliedBy(2).dividedBy(3);
    if (mine != null && System.nanoTime() - mine.since() > longest.toNanos()) {
      throw new StoreException("A change took longer than " + longest.toMillis() + " ms", null);
    }
  }

  void giveBack(ImageId id) {
    if (held.containsKey(id)) {
      check(id);
      objects.delete(keys.marker(id));
      held.remove(id);
    }
  }

  /** Whoever asks takes the picture's lease first, so those under way here do no harm. */
  boolean isOver(ImageId id, Duration age) {
    return held.containsKey(id) || age.compareTo(lease) > 0;
  }

  Set<ImageId> held() {
    return Set.copyOf(held.keySet());
  }

  private Optional<String> create(ImageId id) {
    if (conditional) {
      return objects.create(keys.marker(id), name());
    }
    objects.put(keys.marker(id), name(), "text/plain");
    return Optional.of("");
  }

  private boolean isFree(S3Objects.Read marker) {
    return isOwn(marker.bytes()) || marker.age().compareTo(lease) > 0;
  }

  /** Also one whose answer got lost: within the process the picture is locked. */
  private boolean isOwn(byte[] marker) {
    return new String(marker, StandardCharsets.UTF_8).startsWith(process);
  }

  /** Never the same twice, since an ETag may be the hash of it. */
  private byte[] name() {
    return (process + " " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The service stops", e);
    }
  }
}
