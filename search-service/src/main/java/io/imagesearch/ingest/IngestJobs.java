package io.imagesearch.ingest;

import io.imagesearch.access.Caller;
import io.imagesearch.activity.ActivityLog;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All jobs, and the one thread that runs them in the order they came. */
final class IngestJobs implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(IngestJobs.class);
  private static final int ENDED_KEPT = 100;

  private final Path folder;
  private final JobRunner runner;
  private final ActivityLog activities;
  private final ConcurrentSkipListMap<String, IngestJob> jobs = new ConcurrentSkipListMap<>();
  private final BlockingQueue<IngestJob> waiting = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;

  IngestJobs(Path folder, JobRunner runner, ActivityLog activities) {
    this.folder = folder;
    this.runner = runner;
    this.activities = activities;
  }

  /** Reads back the jobs of earlier runs; those that had not ended go on. */
  @Override
  public synchronized void start() {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> folders = Files.list(folder)) {
        for (Path each : folders.sorted().toList()) {
          load(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("ingest jobs in " + folder + " can't be read", e);
    }
    thread = Thread.ofVirtual().name("ingest-jobs").start(this::runWaiting);
  }

  /** Stops between files; what is under way is dropped and done again after the next start. */
  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  /** Before the web server and after it: no request meets jobs that are not read back yet. */
  @Override
  public int getPhase() {
    return 0;
  }

  /** Accepts a job: from here on it survives a restart. */
  IngestJob submit(JobSpec spec) throws IOException {
    journal(spec.id()).create(spec);
    IngestJob job = new IngestJob(spec);
    jobs.put(spec.id(), job);
    waiting.add(job);
    return job;
  }

  /** Where the archive of a job to be submitted goes. */
  JobJournal journal(String id) {
    return new JobJournal(folder.resolve(id));
  }

  /** A job that the caller may see; another is not there for it. */
  IngestJob get(String id, Caller caller) {
    return Optional.ofNullable(jobs.get(id))
        .filter(job -> caller.mayRead(job.spec().owner()))
        .orElseThrow(() ->
            new ProblemException(ProblemType.UNKNOWN_JOB, "There is no ingest job " + id + "."));
  }

  /** Those that the caller may see, newest first. */
  List<IngestJob> list(Caller caller) {
    return jobs.descendingMap().values().stream()
        .filter(job -> caller.mayRead(job.spec().owner()))
        .toList();
  }

  private void load(Path each) throws IOException {
    JobJournal journal = new JobJournal(each);
    IngestJob job = journal.load();
    if (job == null) {
      journal.delete();
      return;
    }
    jobs.put(job.spec().id(), job);
    if (!job.state().isEnd()) {
      log.atInfo().addKeyValue("job", job.spec().id()).log("Ingest job goes on after a restart");
      waiting.add(job);
    }
  }

  private void runWaiting() {
    try {
      while (true) {
        run(waiting.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(IngestJob job) throws InterruptedException {
    Instant began = Instant.now();
    JobJournal journal = journal(job.spec().id());
    JobState end = JobState.COMPLETED;
    String reason = null;
    try (IngestSource source = open(job.spec(), journal)) {
      runner.run(job, journal, source);
      end = job.isCancelRequested() ? JobState.CANCELLED : JobState.COMPLETED;
    } catch (IOException | RuntimeException e) {
      log.atError().addKeyValue("job", job.spec().id()).setCause(e).log("Ingest job failed");
      end = JobState.FAILED;
      reason = "The source can't be read: see the service's log.";
    }
    try {
      journal.end(end, reason, Instant.now());
    } catch (IOException | UncheckedIOException e) {
      log.atError().addKeyValue("job", job.spec().id()).setCause(e).log("Job's end not noted");
    }
    JobView view = job.view();
    activities.add(
        "ingest",
        end == JobState.FAILED ? "failed" : "ok",
        view.id(),
        "%s: %d added, %d existed, %d failed"
            .formatted(end.json(), view.added(), view.existed(), view.failed()),
        began,
        Optional.of(Set.of(job.spec().owner())));
    // Last: whoever sees it ended finds it in the log.
    job.end(end, reason, Instant.now());
    forgetOldest();
  }

  private static IngestSource open(JobSpec spec, JobJournal journal) throws IOException {
    String source = spec.folder();
    return source == null
        ? ArchiveSource.open(journal.archive())
        : new FolderSource(Path.of(source));
  }

  private void forgetOldest() {
    List<Map.Entry<String, IngestJob>> ended =
        jobs.entrySet().stream()
            .filter(entry -> entry.getValue().state().isEnd())
            .sorted(Map.Entry.<String, IngestJob>comparingByKey(Comparator.reverseOrder()))
            .skip(ENDED_KEPT)
            .toList();
    for (Map.Entry<String, IngestJob> entry : ended) {
      try {
        journal(entry.getKey()).delete();
        jobs.remove(entry.getKey());
      } catch (IOException e) {
        log.atWarn().addKeyValue("job", entry.getKey()).setCause(e).log("Old job not forgotten");
      }
    }
  }
}
