package io.imagesearch.generation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what is wanted, and closes what nobody wants any more once no request can still be using
 * it. Guarded by whoever calls it.
 */
final class OpenGenerations implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenGenerations.class);

  /** Longer than a search may take. */
  static final Duration LINGER = Duration.ofSeconds(12);

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final GenerationOpener opener;
  private final BiConsumer<ModelSpec, Optional<String>> ended;
  private final Map<String, Held> held = new HashMap<>();
  private final ExecutorService openings =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("generation-opening").factory());

  private static final class Held {
    private final ModelSpec spec;
    private boolean configured;
    private CompletableFuture<Generation> generation;
    private @Nullable Long failedAt;
    private @Nullable Long unwantedSince;

    Held(ModelSpec spec, CompletableFuture<Generation> generation) {
      this.spec = spec;
      this.generation = generation;
    }

    Held(Generation open) {
      this(open.spec(), CompletableFuture.completedFuture(open));
    }

    /** What this process was started with may lie elsewhere than the plan says. */
    boolean isFor(ModelSpec wanted) {
      return spec.equals(wanted) || (configured && spec.isSameModel(wanted));
    }
  }

  /**
   * @param ended told when an opening has ended, with the reason where it failed; by any thread
   */
  OpenGenerations(GenerationOpener opener, BiConsumer<ModelSpec, Optional<String>> ended) {
    this.opener = opener;
    this.ended = ended;
  }

  void addConfigured(Generation open) {
    Held added = new Held(open);
    added.configured = true;
    held.put(open.spec().fingerprint(), added);
  }

  void add(Generation open) {
    held.put(open.spec().fingerprint(), new Held(open));
  }

  /** Empty while it is being opened, and where that fails, which is tried again. */
  Optional<Generation> want(ModelSpec spec) {
    Held there = held.computeIfAbsent(spec.fingerprint(), _ -> new Held(spec, open(spec)));
    if (!there.isFor(spec)) {
      return Optional.empty(); // it is closed first
    }
    there.unwantedSince = null;
    if (there.generation.isCompletedExceptionally()) {
      long now = System.nanoTime();
      if (there.failedAt == null) {
        there.failedAt = now;
      } else if (now - there.failedAt > AGAIN.toNanos()) {
        there.generation = open(spec);
        there.failedAt = null;
      }
      return Optional.empty();
    }
    return there.generation.isDone() ? Optional.of(there.generation.join()) : Optional.empty();
  }

  /** Closes what is not wanted for so long that no request has it. */
  void closeAllBut(Set<ModelSpec> wanted) {
    long now = System.nanoTime();
    held.values()
        .removeIf(each -> {
          if (wanted.stream().anyMatch(each::isFor) || !each.generation.isDone()) {
            return false;
          }
          Long since = each.unwantedSince;
          if (since == null) {
            each.unwantedSince = now;
            return false;
          }
          if (now - since < LINGER.toNanos()) {
            return false;
          }
          close(each);
          return true;
        });
  }

  boolean isOpen(ModelSpec spec) {
    Held there = held.get(spec.fingerprint());
    return there != null && !there.generation.isCompletedExceptionally();
  }

  @Override
  public void close() {
    openings.close();
    held.values().forEach(OpenGenerations::close);
    held.clear();
  }

  private CompletableFuture<Generation> open(ModelSpec spec) {
    CompletableFuture<Generation> opening =
        CompletableFuture.supplyAsync(() -> opener.open(spec), openings);
    var _ =
        opening.whenComplete((_, failure) -> {
          Optional<String> reason = Optional.ofNullable(failure).map(OpenGenerations::reasonOf);
          reason.ifPresent(why ->
              log.atWarn()
                  .addKeyValue("model", spec.label())
                  .log("A model can't be opened: {}", why));
          ended.accept(spec, reason);
        });
    return opening;
  }

  private static void close(Held each) {
    if (each.generation.isDone() && !each.generation.isCompletedExceptionally()) {
      each.generation.join().close();
      log.atInfo().addKeyValue("model", each.spec.label()).log("Closed a model");
    }
  }

  private static String reasonOf(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }
}
