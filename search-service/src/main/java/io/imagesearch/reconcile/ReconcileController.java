package io.imagesearch.reconcile;

import io.imagesearch.access.AuditLog;
import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares store and index for as long as its caller listens. The answer is its own progress, so
 * that nothing has to be asked of the process that does it, of which there may be several.
 */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Tag(name = "status")
class ReconcileController {
  private static final String LINES = "application/x-ndjson";

  private final Reconciler reconciler;
  private final AuditLog audit;
  private final JsonMapper json;

  ReconcileController(Reconciler reconciler, AuditLog audit, JsonMapper json) {
    this.reconciler = reconciler;
    this.audit = audit;
    this.json = json;
  }

  @Needs(value = Role.ADMIN, audit = "reconcile")
  @PostMapping("/api/v1/reconcile")
  @Operation(
      summary = "Compare store and index",
      description =
          """
          A picture in the store without a vector is embedded and indexed again, a vector without a \
          picture is removed; only with repair. Pictures that somebody is changing are left alone \
          and counted as busy. The answer is one report in JSON a line, about one a second; the \
          last one says completed or failed. It ends when its caller hangs up.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "Lines of progress, and then how it ended",
      content =
          @Content(mediaType = LINES, schema = @Schema(implementation = ReconcileReport.class)))
  void reconcile(
      @RequestParam(defaultValue = "false") boolean repair,
      HttpServletResponse response,
      Caller caller)
      throws IOException, InterruptedException {
    AtomicReference<ReconcileReport> last = new AtomicReference<>();
    ReconcileReport end;
    try {
      end =
          reconciler.run(
              repair,
              report -> {
                last.set(report);
                send(report, response);
              });
    } catch (UncheckedIOException e) {
      audit.write(caller, "reconcile", null, null, "broke-off");
      return; // nobody is there any more
    } catch (RuntimeException e) {
      ReconcileReport told = last.get();
      if (told == null) {
        throw e; // answered like any other
      }
      end = told.failed(Problems.of(e).getBody());
    }
    audit.write(caller, "reconcile", null, null, end.state());
    send(end, response);
  }

  private void send(ReconcileReport report, HttpServletResponse response) {
    try {
      response.setContentType(LINES);
      response
          .getOutputStream()
          .write((json.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8));
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
