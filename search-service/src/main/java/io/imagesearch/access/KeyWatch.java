package io.imagesearch.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The keys of now: looks at the file each second. Its bytes are compared and not its time, since a
 * mounted Secret changes by swapping a link. Whatever happens to the file, a service that has asked
 * for keys goes on asking until it is started again.
 */
final class KeyWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  private final KeyFile file;
  private final AuditLog audit;
  private final Counter failures;
  private volatile Optional<KeyRing> ring = Optional.empty();
  private volatile boolean stale;
  private byte @Nullable [] seen;
  private @Nullable Thread thread;

  /**
   * Reads the file, if there is one.
   *
   * @throws AccessException when it can't be used
   */
  KeyWatch(KeyFile file, AuditLog audit, MeterRegistry meters) {
    this.file = file;
    this.audit = audit;
    failures = meters.counter("access.keys.reload.failures");
    Gauge.builder("access.keys.active", () -> ring.map(KeyRing::size).orElse(0)).register(meters);
    Gauge.builder("access.keys.stale", () -> stale ? 1 : 0).register(meters);
    file.readBytes()
        .ifPresent(bytes -> {
          ring = Optional.of(new KeyRing(file.parse(bytes)));
          seen = bytes;
        });
  }

  /** Empty where no key is asked for. */
  Optional<KeyRing> ring() {
    return ring;
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("access-keys").start(this::watch);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(PACE);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Optional<byte[]> bytes = file.readBytes();
      if (bytes.isPresent()) {
        take(bytes.get());
      } else if (ring.isPresent()) {
        throw new AccessException("the key file " + file.path() + " is gone");
      }
    } catch (RuntimeException e) {
      if (!stale || seen != null) {
        seen = null;
        refuse(e);
      }
    }
  }

  private void take(byte[] bytes) {
    if (seen != null && Arrays.equals(seen, bytes)) {
      return;
    }
    seen = bytes;
    try {
      KeyRing changed = new KeyRing(file.parse(bytes));
      ring = Optional.of(changed);
      stale = false;
      log.info("Took up the changed key file: {} keys open something", changed.size());
      audit.keyFile(file.path().toString(), "ok");
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  /** The last good keys stay; where there were none, nobody gets in. */
  private void refuse(RuntimeException e) {
    if (ring.isEmpty()) {
      ring = Optional.of(KeyRing.EMPTY);
    }
    stale = true;
    failures.increment();
    log.error("Keys stay as they were: {}", e.getMessage());
    audit.keyFile(file.path().toString(), "refused");
  }
}
