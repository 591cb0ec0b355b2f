package io.imagesearch.pods;

import io.imagesearch.embedding.EmbedderStatus;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One embedder as this process sees it: its state, and how much it has been given. */
final class Pod {
  private static final Logger log = LoggerFactory.getLogger(Pod.class);

  /** Over which a pod that came, or came back, gets its whole share. */
  private static final double WARM_UP_NANOS = 5e9;

  private static final double LEAST_SHARE = 0.1;

  private final PodAddress address;
  private final PodConnection connection;
  private final LongSupplier nanoTime;
  private PodState state = PodState.STARTING;
  private @Nullable String reason = "not asked yet";
  private Optional<EmbedderStatus> status = Optional.empty();
  private long readySince;
  private int inFlight;
  private boolean retired;

  Pod(PodAddress address, PodConnection connection, LongSupplier nanoTime) {
    this.address = address;
    this.connection = connection;
    this.nanoTime = nanoTime;
  }

  PodAddress address() {
    return address;
  }

  PodConnection connection() {
    return connection;
  }

  synchronized PodState state() {
    return state;
  }

  /** What it last said of itself. */
  synchronized Optional<EmbedderStatus> status() {
    return status;
  }

  /** It was asked and is well. */
  synchronized void ready(EmbedderStatus now) {
    status = Optional.of(now);
    if (state != PodState.READY && state != PodState.SUSPECT) {
      readySince = nanoTime.getAsLong();
    }
    become(PodState.READY, null);
  }

  /** It is not given work, or only as a last resort, until it is ready again. */
  synchronized void become(PodState next, @Nullable String why) {
    if (next != state) {
      log.atLevel(next == PodState.READY ? Level.INFO : Level.WARN)
          .log("Embedder {} is {}{}", address, next.label(), why == null ? "" : ": " + why);
    }
    state = next;
    reason = why;
  }

  /** What a request found out; where the probe knows more, that stays. */
  synchronized void suspect(String why) {
    if (state == PodState.READY) {
      become(PodState.SUSPECT, why);
    }
  }

  synchronized void begin() {
    inFlight++;
  }

  synchronized void end() {
    inFlight--;
    closeWhenDone();
  }

  /** It is gone: its connections close with the last request that it has. */
  synchronized void retire() {
    retired = true;
    closeWhenDone();
  }

  private void closeWhenDone() {
    if (retired && inFlight == 0) {
      connection.close();
    }
  }

  /** What it would have with one request more, for its share; who has least is asked next. */
  synchronized double load() {
    double age = Math.clamp((nanoTime.getAsLong() - readySince) / WARM_UP_NANOS, LEAST_SHARE, 1);
    return (inFlight + 1) / age;
  }

  synchronized PodView view() {
    return new PodView(
        address.toString(),
        state.label(),
        reason,
        status.map(EmbedderStatus::device).orElse(null),
        status.map(EmbedderStatus::precision).orElse(null),
        status.map(EmbedderStatus::engine).orElse(null),
        inFlight);
  }
}
