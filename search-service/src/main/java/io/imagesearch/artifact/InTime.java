package io.imagesearch.artifact;

import io.imagesearch.artifact.ArtifactException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Ends what takes too long, wherever it is stuck. */
final class InTime {
  private InTime() {}

  /** Something that ends soon after its thread is interrupted. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, ArtifactException, InterruptedException;
  }

  /**
   * Runs it on a thread of its own, whose interruption closes the connection that it waits for;
   * returns when that thread has ended.
   *
   * @throws ArtifactException when it fails, or when its time is over
   */
  static void run(Duration patience, Work work) throws ArtifactException, InterruptedException {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    Thread worker = Thread.ofVirtual().name("model-fetch").start(() -> run(work, end));
    try {
      end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ArtifactException(
          Reason.UNREACHABLE, "the model was not here within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      worker.interrupt();
      worker.join();
    }
  }

  private static void run(Work work, CompletableFuture<@Nullable Void> end) {
    try {
      work.run();
      end.complete(null);
    } catch (ArtifactException | IOException | InterruptedException | RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private static ArtifactException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case ArtifactException own -> own;
      case IOException e -> new ArtifactException(Reason.UNREACHABLE, reasonOf(e), e);
      case InterruptedException e ->
          new ArtifactException(Reason.UNREACHABLE, "it was told to stop", e);
      case RuntimeException e -> throw e;
      case null, default -> throw new IllegalStateException("no such failure", cause);
    };
  }

  private static String reasonOf(IOException e) {
    String message = e.getMessage();
    return "the model can't be fetched: "
        + (message == null ? e.getClass().getSimpleName() : message);
  }
}
