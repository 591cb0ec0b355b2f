package io.imagesearch.ingest;

import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job's folder on disk: {@code job.json} says what was asked, {@code journal.jsonl} gets a line
 * for each file that ended and one for the end of the job, {@code archive.zip} is there until then.
 */
final class JobJournal {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SPEC = "job.json";
  private static final String JOURNAL = "journal.jsonl";

  private final Path folder;

  JobJournal(Path folder) {
    this.folder = folder;
  }

  /** A line of the journal; which fields are there tells what it is. */
  private record Line(
      @Nullable String item,
      @Nullable String id,
      @Nullable Boolean existed,
      @Nullable String problem,
      @Nullable String detail,
      @Nullable JobState end,
      @Nullable Instant at) {}

  Path archive() {
    return folder.resolve("archive.zip");
  }

  /** Makes the folder; without a job in it, the next start removes it again. */
  void prepare() throws IOException {
    Files.createDirectories(folder);
  }

  void create(JobSpec spec) throws IOException {
    prepare();
    Path unfinished = folder.resolve(SPEC + ".new");
    Files.writeString(unfinished, JSON.writeValueAsString(spec));
    Files.move(unfinished, folder.resolve(SPEC), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The job with all that its journal tells; null for a folder whose job was never accepted. */
  @Nullable IngestJob load() throws IOException {
    if (!Files.exists(folder.resolve(SPEC))) {
      return null;
    }
    IngestJob job =
        new IngestJob(JSON.readValue(Files.readString(folder.resolve(SPEC)), JobSpec.class));
    Path journal = folder.resolve(JOURNAL);
    List<String> lines = Files.exists(journal) ? Files.readAllLines(journal) : List.of();
    for (String line : lines) {
      replay(line, job);
    }
    return job;
  }

  void append(ItemOutcome outcome) {
    append(
        switch (outcome) {
          case ItemOutcome.Added(var item, var id) ->
              new Line(item, id.value(), false, null, null, null, null);
          case ItemOutcome.Existed(var item, var id) ->
              new Line(item, id.value(), true, null, null, null, null);
          case ItemOutcome.Failed(var item, var type, var detail) ->
              new Line(item, null, null, type, detail, null, null);
        });
  }

  /** Notes the end; an uploaded archive is not needed any more. */
  void end(JobState state, @Nullable String reason, Instant at) throws IOException {
    append(new Line(null, null, null, null, reason, state, at));
    Files.deleteIfExists(archive());
  }

  void delete() throws IOException {
    for (String name : List.of(SPEC, SPEC + ".new", JOURNAL, "archive.zip")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder);
  }

  private void append(Line line) {
    // Written in one piece and led by a line break: a line that a crash tore stays alone.
    String text = "\n" + JSON.writeValueAsString(line);
    try (Writer journal =
        Files.newBufferedWriter(
            folder.resolve(JOURNAL),
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND)) {
      journal.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replay(String text, IngestJob job) {
    Line line;
    try {
      line = text.isBlank() ? null : JSON.readValue(text, Line.class);
    } catch (JacksonException e) {
      return; // torn by a crash: its file is done again, which changes nothing
    }
    if (line == null) {
      return;
    }
    if (line.end() != null && line.at() != null) {
      job.end(line.end(), line.detail(), line.at());
    } else if (line.item() != null && line.id() != null) {
      ImageId id = new ImageId(line.id());
      job.add(
          Boolean.TRUE.equals(line.existed())
              ? new ItemOutcome.Existed(line.item(), id)
              : new ItemOutcome.Added(line.item(), id));
    } else if (line.item() != null && line.problem() != null && line.detail() != null) {
      job.add(new ItemOutcome.Failed(line.item(), line.problem(), line.detail()));
    }
  }
}
