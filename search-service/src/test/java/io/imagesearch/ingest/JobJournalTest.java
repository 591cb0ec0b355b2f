package io.imagesearch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJournalTest {
  private static final ImageId ID = ImageId.of("picture".getBytes(StandardCharsets.UTF_8));
  private static final JobSpec SPEC =
      new JobSpec(
          "0001", "/pictures", "ann", Map.of("group", "shoes"), Instant.EPOCH, Set.of("ann"));

  @TempDir Path folder;

  @Test
  void remembersWhatWasAskedAndHowEachFileEnded() throws IOException {
    JobJournal journal = new JobJournal(folder.resolve("job"));
    journal.create(SPEC);
    journal.append(new ItemOutcome.Added("a.jpg", ID));
    journal.append(new ItemOutcome.Existed("b.jpg", ID));
    journal.append(new ItemOutcome.Failed("c.txt", "unsupported-picture", "no picture"));

    IngestJob job = load();

    assertThat(job.spec()).isEqualTo(SPEC);
    assertThat(job.isDone("a.jpg")).isTrue();
    assertThat(job.isDone("d.jpg")).isFalse();
    assertThat(job.view())
        .returns(1, JobView::added)
        .returns(1, JobView::existed)
        .returns(1, JobView::failed)
        .returns(JobState.WAITING, JobView::state);
  }

  @Test
  void losesOnlyTheLineThatACrashTore() throws IOException {
    JobJournal journal = new JobJournal(folder.resolve("job"));
    journal.create(SPEC);
    journal.append(new ItemOutcome.Added("a.jpg", ID));
    Files.writeString(
        folder.resolve("job/journal.jsonl"), "\n{\"item\":\"b.j", StandardOpenOption.APPEND);
    journal.append(new ItemOutcome.Added("c.jpg", ID));

    IngestJob job = load();

    assertThat(job.isDone("a.jpg")).isTrue();
    assertThat(job.isDone("b.jpg")).isFalse();
    assertThat(job.isDone("c.jpg")).isTrue();
  }

  @Test
  void keepsTheEndAndNotTheArchive() throws IOException {
    JobJournal journal = new JobJournal(folder.resolve("job"));
    journal.create(SPEC);
    Files.writeString(journal.archive(), "zip");
    journal.end(JobState.FAILED, "broken", Instant.EPOCH);

    assertThat(load().view())
        .returns(JobState.FAILED, JobView::state)
        .returns("broken", JobView::message);
    assertThat(journal.archive()).doesNotExist();
  }

  @Test
  void knowsNoJobBeforeItWasAccepted() throws IOException {
    JobJournal journal = new JobJournal(folder.resolve("job"));
    journal.prepare();
    Files.writeString(journal.archive(), "half an upload");

    assertThat(journal.load()).isNull();
  }

  private IngestJob load() throws IOException {
    IngestJob job = new JobJournal(folder.resolve("job")).load();
    assertThat(job).isNotNull();
    return java.util.Objects.requireNonNull(job);
  }
}
