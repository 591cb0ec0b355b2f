package io.imagesearch.transfer;

import io.imagesearch.access.AuditLog;
import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.activity.ActivityLog;
import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.embedding.Lane;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.library.AddResult;
import io.imagesearch.library.ImageLibrary;
import io.imagesearch.library.NewImage;
import io.imagesearch.library.NewImage.Vector;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** Takes in pictures one by one, as they were in another collection. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Tag(name = "transfer")
class ImportController {
  private final ImageLibrary library;
  private final Generations generations;
  private final ByteBudget memory;
  private final ActivityLog activities;
  private final AuditLog audit;
  private final JsonMapper json;

  ImportController(
      ImageLibrary library,
      Generations generations,
      ByteBudget memory,
      ActivityLog activities,
      AuditLog audit,
      JsonMapper json) {
    this.library = library;
    this.generations = generations;
    this.memory = memory;
    this.activities = activities;
    this.audit = audit;
    this.json = json;
  }

  /** How it ended, and the picture as it is here now. */
  record ImportAnswer(Outcome outcome, ImageDetails image) {}

  enum Outcome {
    added,
    existed
  }

  @Needs(value = Role.ADMIN, audit = "import")
  @PostMapping(path = "/api/v1/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Take in a picture that another service exported",
      description =
          """
          Durable and searchable when answered. It keeps its file name, uploader, attributes and \
          time; one that is here already stays as it is. The bytes must be those of the id, and a \
          picture. The embedding is taken where its fingerprint is this service's, else it is \
          made anew.\
          """)
  @ApiResponse(responseCode = "201", description = "It was taken in")
  @ApiResponse(responseCode = "200", description = "It was here already")
  ResponseEntity<ImportAnswer> importImage(
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(required = false) @Nullable String details,
      @Schema(format = "byte") @RequestParam(required = false) @Nullable String embedding,
      @RequestParam(required = false) @Nullable String fingerprint,
      Caller caller)
      throws PictureException, InterruptedException {
    Instant began = Instant.now();
    if (file == null) {
      throw new ProblemException(
          ProblemType.MISSING_PICTURE, "The multipart field file is missing.");
    }
    ImportedDetails known =
        Parameter.parse(
            "details", () -> ImportedDetails.parse(details == null ? "" : details, json));
    Optional<Vector> brought = BroughtEmbedding.read(embedding, fingerprint, generations.current());
    caller.checkMayWrite(known.uploader());
    caller.bringsPictures(1);
    AddResult result;
    try (ByteBudget.Share _ = memory.take(file.getSize())) {
      result = library.add(imageOf(bytesOf(file), known, brought), Lane.BULK);
    }
    return answer(result, began, caller);
  }

  private static byte[] bytesOf(MultipartFile file) {
    try {
      return file.getBytes();
    } catch (IOException e) {
      throw Problems.uploadBrokeOff(e);
    }
  }

  private static NewImage imageOf(byte[] bytes, ImportedDetails known, Optional<Vector> brought) {
    if (!ImageId.of(bytes).equals(known.id())) {
      throw new ProblemException(
          ProblemType.DIGEST_MISMATCH, "The file's SHA-256 is not " + known.id() + ".");
    }
    return new NewImage(
        bytes,
        known.fileName(),
        known.uploader(),
        known.attributes(),
        Optional.of(new NewImage.Before(known.addedAt(), brought)));
  }

  private ResponseEntity<ImportAnswer> answer(AddResult result, Instant began, Caller caller) {
    ImageDetails image = result.details();
    String id = image.id().value();
    boolean added = result instanceof AddResult.Added;
    audit.write(caller, "import", id, image.uploader(), added ? "ok" : "existed");
    activities.add(
        "import", "ok", id, image.fileName(), began, Optional.of(Set.of(image.uploader())));
    return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK)
        .body(new ImportAnswer(added ? Outcome.added : Outcome.existed, image));
  }
}
