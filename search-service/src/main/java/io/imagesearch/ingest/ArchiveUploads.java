package io.imagesearch.ingest;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/** Puts an uploaded archive into its job's folder, and submits the job when it can be taken. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Component
class ArchiveUploads {
  private final IngestJobs jobs;
  private final long maxBytes;

  ArchiveUploads(IngestJobs jobs, IngestProperties properties) {
    this.jobs = jobs;
    this.maxBytes = properties.maxArchiveBytes();
  }

  /**
   * Takes the archive to its end.
   *
   * @param pictures told how many files there are, and may refuse them
   */
  IngestJob submit(JobSpec spec, InputStream body, IntConsumer pictures) throws IOException {
    JobJournal journal = jobs.journal(spec.id());
    boolean submitted = false;
    try {
      Path archive = journal.archive();
      journal.prepare();
      copy(body, archive);
      pictures.accept(ArchiveSource.check(archive));
      IngestJob job = jobs.submit(spec);
      submitted = true;
      return job;
    } finally {
      if (!submitted) {
        journal.delete();
      }
    }
  }

  private void copy(InputStream body, Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive)) {
      byte[] buffer = new byte[1 << 16];
      long copied = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        copied += read;
        if (copied > maxBytes) {
          throw new ProblemException(
              ProblemType.REQUEST_TOO_LARGE,
              "The archive has more than "
                  + maxBytes
                  + " bytes (image-search.ingest.max-archive-bytes).");
        }
        out.write(buffer, 0, read);
      }
    }
  }
}
