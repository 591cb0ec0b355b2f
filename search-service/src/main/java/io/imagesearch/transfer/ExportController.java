package io.imagesearch.transfer;

import io.imagesearch.access.AuditLog;
import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.transfer.ExportLine.ExportEnd;
import io.imagesearch.transfer.ExportLine.ExportHead;
import io.imagesearch.transfer.ExportLine.ExportedImage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tells all of the index, a page of it in memory, for as long as its caller listens. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Tag(name = "transfer")
class ExportController {
  private static final Logger log = LoggerFactory.getLogger(ExportController.class);
  private static final String LINES = "application/x-ndjson";
  private static final int PAGE = 256;

  private final Generations generations;
  private final AuditLog audit;
  private final JsonMapper json;

  ExportController(Generations generations, AuditLog audit, JsonMapper json) {
    this.generations = generations;
    this.audit = audit;
    this.json = json;
  }

  @Needs(value = Role.ADMIN, audit = "export")
  @GetMapping("/api/v1/export")
  @Operation(
      summary = "Details and embeddings of all pictures",
      description =
          """
          A head, then a line of JSON for each picture in the order of ids, then an end that says \
          completed or failed. An answer without an end was cut short: ask again after its last \
          id. It is no snapshot: what is changed meanwhile may be told as it was or as it is. The \
          pictures' bytes are at their content.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The lines",
      content =
          @Content(
              mediaType = LINES,
              schema = @Schema(oneOf = {ExportHead.class, ExportedImage.class, ExportEnd.class})))
  void export(
      @RequestParam(required = false) @Nullable String after,
      HttpServletResponse response,
      Caller caller)
      throws IOException {
    Optional<ImageId> from =
        Optional.ofNullable(after).map(id -> Parameter.parse("after", () -> new ImageId(id)));
    // One model's from the head to the end, also where another one serves meanwhile.
    Generation serving = generations.current().serving();
    VectorIndex index = serving.index();
    // Both before the first byte, so that an index that is away is answered like anywhere else.
    ExportHead head = ExportHead.of(serving.model(), index.count(ImageFilter.ALL));
    List<IndexedImage> first = index.page(from, PAGE);
    response.setContentType(LINES);
    String outcome = "broke-off";
    try {
      send(head, response);
      ExportEnd end = tell(index, first, response);
      send(end, response);
      response.flushBuffer();
      outcome = end.state();
    } finally {
      audit.write(caller, "export", null, null, outcome);
    }
  }

  private ExportEnd tell(VectorIndex index, List<IndexedImage> first, HttpServletResponse response)
      throws IOException {
    long told = 0;
    List<IndexedImage> page = first;
    while (!page.isEmpty()) {
      for (IndexedImage row : page) {
        send(ExportedImage.of(row), response);
      }
      response.flushBuffer();
      told += page.size();
      try {
        page = index.page(Optional.of(page.getLast().details().id()), PAGE);
      } catch (RuntimeException e) {
        log.atWarn().addKeyValue("told", told).setCause(e).log("An export could not go on");
        return new ExportEnd("failed", told, Problems.of(e).getBody());
      }
    }
    return new ExportEnd("completed", told, null);
  }

  private void send(ExportLine line, HttpServletResponse response) throws IOException {
    byte[] bytes = json.writeValueAsBytes(line);
    response.getOutputStream().write(bytes);
    response.getOutputStream().write('\n');
  }
}
