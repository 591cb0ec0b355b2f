package io.imagesearch.ingest;

import io.imagesearch.access.AuditLog;
import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import io.imagesearch.library.AttributesJson;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
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
import java.util.Set;
import java.util.stream.Collectors;
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

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@RequestMapping("/api/v1/ingest-jobs")
@Tag(name = "ingest jobs")
class IngestController {
  private final IngestJobs jobs;
  private final FolderRoots roots;
  private final ArchiveUploads archives;
  private final JobEvents events;
  private final AuditLog audit;

  IngestController(
      IngestJobs jobs,
      FolderRoots roots,
      ArchiveUploads archives,
      JobEvents events,
      AuditLog audit) {
    this.jobs = jobs;
    this.roots = roots;
    this.archives = archives;
    this.events = events;
    this.audit = audit;
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

  @Needs(value = Role.ADMIN, audit = "submit-job")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Take in a folder on the server")
  @ApiResponse(responseCode = "202", description = "The job waits or runs")
  ResponseEntity<JobView> ingestFolder(@RequestBody FolderJob request, Caller caller)
      throws IOException {
    String folder = request.folder();
    if (folder == null || folder.isBlank()) {
      throw new ProblemException(ProblemType.INVALID_PARAMETER, "folder: is missing");
    }
    Map<String, Object> attributes = request.attributes() == null ? Map.of() : request.attributes();
    Path real = roots.resolve(folder);
    JobSpec spec =
        spec(
            real.toString(),
            caller.uploads(request.uploader()),
            Parameter.parse("attributes", () -> new Attributes(attributes)),
            caller);
    return accepted(jobs.submit(spec), caller);
  }

  @Needs(value = Role.WRITE, audit = "submit-job")
  @PostMapping(consumes = "application/zip")
  @Operation(summary = "Take in a zip archive, sent as the request's body")
  @ApiResponse(responseCode = "202", description = "The job waits or runs")
  ResponseEntity<JobView> ingestArchive(
      InputStream body,
      @RequestParam(required = false) @Nullable String uploader,
      @RequestParam(defaultValue = "{}") String attributes,
      Caller caller)
      throws IOException {
    JobSpec spec =
        spec(
            null,
            caller.uploads(uploader),
            Parameter.parse("attributes", () -> AttributesJson.parse(attributes)),
            caller);
    return accepted(archives.submit(spec, body, caller::bringsPictures), caller);
  }

  @Needs(value = Role.WRITE, audit = "submit-job")
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = "Take in a zip archive, sent as a form's file")
  @ApiResponse(responseCode = "202", description = "The job waits or runs")
  ResponseEntity<JobView> ingestForm(
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String uploader,
      @RequestParam(defaultValue = "{}") String attributes,
      Caller caller)
      throws IOException {
    if (file == null) {
      throw new ProblemException(
          ProblemType.INVALID_ARCHIVE, "The multipart field file is missing.");
    }
    try (InputStream body = file.getInputStream()) {
      return ingestArchive(body, uploader, attributes, caller);
    }
  }

  @Needs(Role.READ)
  @GetMapping
  @Operation(summary = "Ingest jobs, newest first")
  JobList listJobs(Caller caller) {
    return new JobList(
        jobs.list(caller).stream().map(IngestJob::view).map(JobView::brief).toList());
  }

  @Needs(Role.READ)
  @GetMapping("/{id}")
  @Operation(summary = "One job, with the files that failed")
  JobView getJob(@PathVariable String id, Caller caller) {
    return jobs.get(id, caller).view();
  }

  @Needs(Role.READ)
  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "A job's progress as server-sent events, to its end")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "object", description = "An event and its job")))
  SseEmitter jobEvents(@PathVariable String id, Caller caller) {
    return events.of(jobs.get(id, caller));
  }

  @Needs(value = Role.WRITE, audit = "cancel-job")
  @DeleteMapping("/{id}")
  @Operation(summary = "Cancel a job; what it has taken in stays")
  @ApiResponse(responseCode = "202", description = "It ends soon")
  ResponseEntity<JobView> cancelJob(@PathVariable String id, Caller caller) {
    IngestJob job = jobs.get(id, caller);
    caller.checkMayWrite(job.spec().owner());
    if (!job.requestCancel()) {
      throw new ProblemException(
          ProblemType.JOB_FINISHED, "Job " + id + " is " + job.state().json() + ".");
    }
    audit.write(caller, "cancel-job", id, job.spec().owner(), "ok");
    return ResponseEntity.accepted().body(job.view());
  }

  private static JobSpec spec(
      @Nullable String folder, Uploader owner, Attributes attributes, Caller caller) {
    Set<String> readable =
        caller
            .readable()
            .map(mine -> mine.stream().map(Uploader::name).collect(Collectors.toSet()))
            .orElse(null);
    return new JobSpec(
        JobIds.next(), folder, owner.name(), attributes.values(), Instant.now(), readable);
  }

  private ResponseEntity<JobView> accepted(IngestJob job, Caller caller) {
    audit.write(caller, "submit-job", job.spec().id(), job.spec().owner(), "ok");
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/ingest-jobs/" + job.spec().id()))
        .body(job.view());
  }
}
