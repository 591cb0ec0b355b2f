package io.imagesearch.ingest;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import io.imagesearch.library.AttributesJson;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/v1/ingest-jobs")
@Tag(name = "ingest jobs")
class IngestController {
  private final IngestJobs jobs;
  private final FolderRoots roots;
  private final ArchiveUploads archives;
  private final JobEvents events;

  IngestController(IngestJobs jobs, FolderRoots roots, ArchiveUploads archives, JobEvents events) {
    this.jobs = jobs;
    this.roots = roots;
    this.archives = archives;
    this.events = events;
  }

  /**
   * A job over a folder on the server.
   *
   * @param folder absolute, or relative to a configured root
   */
  record FolderJob(
      @Nullable String folder,
      @Nullable String uploader,
      @Nullable Map<String, Object> attributes) {}

  /** All jobs that are remembered, newest first; without their errors. */
  record JobList(List<JobView> jobs) {}

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Take in a folder on the server")
  @ApiResponse(responseCode = "202", description = "The job waits or runs")
  ResponseEntity<JobView> ingestFolder(@RequestBody FolderJob request) throws IOException {
    String folder = request.folder();
    if (folder == null || folder.isBlank()) {
      throw new ProblemException(ProblemType.INVALID_PARAMETER, "folder: is missing");
    }
    Map<String, Object> attributes = request.attributes() == null ? Map.of() : request.attributes();
    Path real = roots.resolve(folder);
    JobSpec spec =
        spec(
            real.toString(),
            request.uploader() == null ? Uploader.DEFAULT.name() : request.uploader(),
            Parameter.parse("attributes", () -> new Attributes(attributes)));
    return accepted(jobs.submit(spec));
  }

  @PostMapping(consumes = "application/zip")
  @Operation(summary = "Take in a zip archive, sent as the request's body")
  @ApiResponse(responseCode = "202", description = "The job waits or runs")
  ResponseEntity<JobView> ingestArchive(
      InputStream body,
      @RequestParam(defaultValue = "default") String uploader,
      @RequestParam(defaultValue = "{}") String attributes)
      throws IOException {
    JobSpec spec =
        spec(null, uploader, Parameter.parse("attributes", () -> AttributesJson.parse(attributes)));
    return accepted(archives.submit(spec, body));
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "Take in a zip archive, sent as a form's file")
  @ApiResponse(responseCode = "202", description = "The job waits or runs")
  ResponseEntity<JobView> ingestForm(
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "default") String uploader,
      @RequestParam(defaultValue = "{}") String attributes)
      throws IOException {
    if (file == null) {
      throw new ProblemException(
          ProblemType.INVALID_ARCHIVE, "The multipart field file is missing.");
    }
    try (InputStream body = file.getInputStream()) {
      return ingestArchive(body, uploader, attributes);
    }
  }

  @GetMapping
  @Operation(summary = "Ingest jobs, newest first")
  JobList listJobs() {
    return new JobList(jobs.list().stream().map(IngestJob::view).map(JobView::brief).toList());
  }

  @GetMapping("/{id}")
  @Operation(summary = "One job, with the files that failed")
  JobView getJob(@PathVariable String id) {
    return jobs.get(id).view();
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "A job's progress as server-sent events, to its end")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "object", description = "An event and its job")))
  SseEmitter jobEvents(@PathVariable String id) {
    return events.of(jobs.get(id));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Cancel a job; what it has taken in stays")
  @ApiResponse(responseCode = "202", description = "It ends soon")
  ResponseEntity<JobView> cancelJob(@PathVariable String id) {
    IngestJob job = jobs.get(id);
    if (!job.requestCancel()) {
      throw new ProblemException(
          ProblemType.JOB_FINISHED, "Job " + id + " is " + job.state().json() + ".");
    }
    return ResponseEntity.accepted().body(job.view());
  }

  private static JobSpec spec(@Nullable String folder, String uploader, Attributes attributes) {
    Uploader owner = Parameter.parse("uploader", () -> new Uploader(uploader));
    return new JobSpec(JobIds.next(), folder, owner.name(), attributes.values(), Instant.now());
  }

  private static ResponseEntity<JobView> accepted(IngestJob job) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/ingest-jobs/" + job.spec().id()))
        .body(job.view());
  }
}
