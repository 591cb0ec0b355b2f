package io.imagesearch.ingest;

import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.library.AddResult;
import io.imagesearch.library.ForeignPicture;
import io.imagesearch.library.ImageLibrary;
import io.imagesearch.library.NewImage;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.problem.Problems;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;

/** Takes a job's files into the collection, some side by side, each with its own outcome. */
final class JobRunner {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

  /** How often a file is tried while the service itself can't take it. */
  private static final int ATTEMPTS = 20;

  /** Files at once while people search. Each takes about a processor: one is left to searches. */
  private static final int BESIDE_SEARCHES =
      Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  private final ImageLibrary library;
  private final PictureEmbedder embedder;
  private final ByteBudget memory;
  private final PictureLimits limits;
  private final int parallelism;

  /**
   * @param embedder knows whether people search
   * @param parallelism files that are under way at once while nobody does
   */
  JobRunner(
      ImageLibrary library,
      PictureEmbedder embedder,
      ByteBudget memory,
      PictureLimits limits,
      int parallelism) {
    this.library = library;
    this.embedder = embedder;
    this.memory = memory;
    this.limits = limits;
    this.parallelism = parallelism;
  }

  /**
   * Runs to the end, or until the job is cancelled. Files that ended before a restart are skipped.
   *
   * @throws InterruptedException when the service stops; what is left waits for the next start
   */
  void run(IngestJob job, JobJournal journal, IngestSource source)
      throws IOException, InterruptedException {
    var items = source.items();
    job.start(items.size());
    Window window = new Window(this::mostAtOnce);
    ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (String item : items) {
        if (job.isCancelRequested()) {
          break;
        }
        if (!job.isDone(item)) {
          window.enter();
          each.execute(() -> runOne(job, journal, source, item, window));
        }
      }
      window.awaitEmpty();
    } finally {
      each.shutdownNow();
      each.close();
    }
  }

  private int mostAtOnce() {
    return embedder.isSearched() ? Math.min(BESIDE_SEARCHES, parallelism) : parallelism;
  }

  private void runOne(
      IngestJob job, JobJournal journal, IngestSource source, String item, Window window) {
    try (var _ = MDC.putCloseable("jobId", job.spec().id())) {
      ItemOutcome outcome = ingest(job, source, item);
      journal.append(outcome);
      job.add(outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the service stops: the file is done after the restart
    } finally {
      window.leave();
    }
  }

  private ItemOutcome ingest(IngestJob job, IngestSource source, String item)
      throws InterruptedException {
    int attempts = 0;
    while (true) {
      try {
        return switch (add(job.spec(), source, item)) {
          case AddResult.Added(var image) -> new ItemOutcome.Added(item, image.id());
          case AddResult.Existed(var image) -> new ItemOutcome.Existed(item, image.id());
        };
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        ProblemException problem =
            e instanceof IOException io
                ? new ProblemException(ProblemType.CORRUPT_PICTURE, "The file can't be read.", io)
                : Problems.of(e);
        boolean passing = problem.type().status().value() == 503;
        // Where there is nobody to embed, the next file would fare no better: the job waits.
        attempts += problem.type() == ProblemType.EMBEDDER_UNAVAILABLE ? 0 : 1;
        if (!passing || attempts == ATTEMPTS || job.isCancelRequested()) {
          if (problem.type().status().is5xxServerError()) {
            log.atWarn().addKeyValue("item", item).setCause(e).log("Ingest of a file failed");
          }
          return new ItemOutcome.Failed(item, problem.type().slug(), problem.detail());
        }
        Thread.sleep(waitOf(problem));
      }
    }
  }

  private AddResult add(JobSpec spec, IngestSource source, String item)
      throws IOException, PictureException, InterruptedException {
    long size = source.size(item);
    if (size > limits.maxBytes()) {
      throw new ProblemException(
          ProblemType.PICTURE_TOO_LARGE,
          size + " bytes are more than the " + limits.maxBytes() + " allowed");
    }
    try (ByteBudget.Share _ = memory.take(size)) {
      byte[] bytes = source.read(item, (int) limits.maxBytes());
      NewImage image =
          Parameter.parse("file", () -> new NewImage(bytes, item, spec.owner(), spec.facts()));
      AddResult result = library.add(image, Lane.BULK);
      ForeignPicture.check(result, spec::mayRead);
      return result;
    }
  }

  /** What the problem asks for: the service's own back-pressure, which a job obeys like others. */
  private static Duration waitOf(ProblemException problem) {
    String seconds = problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
    return Duration.ofSeconds(seconds == null ? 1 : Long.parseLong(seconds));
  }
}
