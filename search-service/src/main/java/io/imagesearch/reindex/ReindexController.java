package io.imagesearch.reindex;

import io.imagesearch.access.AuditLog;
import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.generation.Plan;
import io.imagesearch.generation.ReindexJob;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.reindex.ReindexJobView.ModelView;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves to another model. Each process answers for all: what there is to know is in the store. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@RequestMapping("/api/v1/reindex-jobs")
@Tag(name = "reindex jobs")
class ReindexController {
  private final ReindexJobs jobs;
  private final AuditLog audit;

  ReindexController(ReindexJobs jobs, AuditLog audit) {
    this.jobs = jobs;
    this.audit = audit;
  }

  /**
   * A model to move to.
   *
   * @param location {@code classpath:…} or the absolute path of a folder, on each API process
   * @param embedders addresses of embedders with this model, where the service asks such
   * @param tolerate pictures that may stay behind since they can't be embedded; none by default
   */
  record ReindexRequest(
      @Nullable String location, @Nullable List<String> embedders, @Nullable Integer tolerate) {}

  /**
   * Where the collection stands.
   *
   * @param serving the model that is searched by
   * @param second the one that is built or kept
   * @param secondPhase {@code building}, {@code switching}, {@code kept}, {@code paused} or {@code
   *     dropping}
   * @param jobs newest first, without the pictures that failed
   */
  record ReindexState(
      ModelView serving,
      @Nullable ModelView second,
      @Nullable String secondPhase,
      List<ReindexJobView> jobs) {}

  @Needs(value = Role.ADMIN, audit = "reindex")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Move the collection to another model",
      description =
          """
          All pictures are embedded once more, while the present model goes on to serve; then the \
          new one serves in all processes. The present one is kept for a return, until it is \
          dropped. A model that was begun with before is gone on with.\
          """)
  @ApiResponse(responseCode = "202", description = "It has begun")
  ResponseEntity<ReindexJobView> reindex(@RequestBody ReindexRequest request, Caller caller)
      throws InterruptedException {
    String location = request.location();
    if (location == null || location.isBlank()) {
      throw new ProblemException(ProblemType.INVALID_PARAMETER, "location: is missing");
    }
    int tolerate = Optional.ofNullable(request.tolerate()).orElse(0);
    Parameter.within("tolerate", tolerate, 0, Integer.MAX_VALUE);
    List<URI> embedders =
        Parameter.parse(
            "embedders",
            () ->
                Objects.requireNonNullElse(request.embedders(), List.<String>of()).stream()
                    .map(String::valueOf)
                    .map(URI::create)
                    .toList());
    ReindexJob job = jobs.submit(location.strip(), embedders, tolerate);
    audit.write(caller, "reindex", job.id(), null, "ok");
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/reindex-jobs/" + job.id()))
        .body(ReindexJobView.of(job));
  }

  @Needs(Role.ADMIN)
  @GetMapping
  @Operation(summary = "Which models there are, and the moves between them")
  ReindexState listReindexJobs() {
    Plan plan = jobs.plan();
    Optional<Plan.Standby> second = Optional.ofNullable(plan.standby());
    return new ReindexState(
        ModelView.of(plan.serving()),
        second.map(Plan.Standby::model).map(ModelView::of).orElse(null),
        second.map(each -> each.phase().name().toLowerCase(Locale.ROOT)).orElse(null),
        plan.jobs().stream().map(ReindexJobView::of).map(ReindexJobView::brief).toList());
  }

  @Needs(Role.ADMIN)
  @GetMapping("/{id}")
  @Operation(summary = "One move, with the pictures that failed")
  ReindexJobView getReindexJob(@PathVariable String id) {
    return ReindexJobView.of(jobs.get(id));
  }

  @Needs(value = Role.ADMIN, audit = "cancel-reindex")
  @DeleteMapping("/{id}")
  @Operation(
      summary = "Cancel a move or a return",
      description = "What was embedded stays until it is dropped; the same model goes on with it.")
  @ApiResponse(responseCode = "202", description = "It ends soon")
  ResponseEntity<ReindexJobView> cancelReindexJob(@PathVariable String id, Caller caller) {
    return accepted("cancel-reindex", jobs.cancel(id), caller);
  }

  @Needs(value = Role.ADMIN, audit = "roll-back")
  @PostMapping("/{id}/rollback")
  @Operation(summary = "Return to the model before, which then serves")
  @ApiResponse(responseCode = "202", description = "It has begun")
  ResponseEntity<ReindexJobView> rollBack(@PathVariable String id, Caller caller) {
    return accepted("roll-back", jobs.rollBack(id), caller);
  }

  @Needs(value = Role.ADMIN, audit = "drop-model")
  @PostMapping("/{id}/drop")
  @Operation(summary = "Remove the index of the move's model that does not serve")
  @ApiResponse(responseCode = "202", description = "It has begun")
  ResponseEntity<ReindexJobView> dropModel(@PathVariable String id, Caller caller) {
    return accepted("drop-model", jobs.drop(id), caller);
  }

  private ResponseEntity<ReindexJobView> accepted(String action, ReindexJob job, Caller caller) {
    audit.write(caller, action, job.id(), null, "ok");
    return ResponseEntity.accepted().body(ReindexJobView.of(job));
  }
}
