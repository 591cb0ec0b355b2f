package io.imagesearch.library;

import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.fetch.FetchException;
import io.imagesearch.fetch.UrlPictures;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.Uploader;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Tag(name = "images")
class UploadController {
  private final Uploads uploads;
  private final UrlPictures urls;

  UploadController(Uploads uploads, UrlPictures urls) {
    this.uploads = uploads;
    this.urls = urls;
  }

  /** What an upload answers, in the order of the files. */
  record UploadAnswer(List<Item> items) {}

  /** One file's outcome: {@code added} and {@code existed} carry the image, {@code failed} why. */
  record Item(
      String fileName,
      Outcome outcome,
      @Nullable ImageDetails image,
      @Nullable ProblemDetail problem) {}

  enum Outcome {
    added,
    existed,
    failed
  }

  @Needs(value = Role.WRITE, audit = "upload")
  @PostMapping(path = "/api/v1/images", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Upload pictures",
      description =
          """
          Durable and searchable when answered. The same bytes again are the same picture: the \
          answer says existed and nothing is changed. One file that fails answers its own problem; \
          of several, each item says how it ended.\
          """)
  @ApiResponse(responseCode = "201", description = "All were taken and at least one is new")
  @ApiResponse(responseCode = "200", description = "All were there already")
  @ApiResponse(responseCode = "207", description = "Some failed: see each item's problem")
  ResponseEntity<UploadAnswer> upload(
      @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> files,
      @RequestParam(required = false) @Nullable String url,
      @RequestParam(required = false) @Nullable String uploader,
      @RequestParam(defaultValue = "{}") String attributes,
      Caller caller)
      throws FetchException, IOException, InterruptedException {
    int brought = (files == null ? 0 : files.size()) + (url == null ? 0 : 1);
    if (brought == 0) {
      throw new ProblemException(
          ProblemType.MISSING_PICTURE, "The multipart field file is missing.");
    }
    Uploader owner = caller.uploads(uploader);
    Attributes facts = Parameter.parse("attributes", () -> AttributesJson.parse(attributes));
    caller.bringsPictures(brought);
    List<Uploads.Result> results;
    try (UrlPictures.Pictures pictures = urls.with(files, url)) {
      results = uploads.add(pictures.files(), owner, facts, caller);
    }
    List<Item> items = results.stream().map(UploadController::itemOf).toList();
    if (items.stream().allMatch(item -> item.outcome() == Outcome.failed)) {
      throw problemOf(results, items);
    }
    return ResponseEntity.status(statusOf(items)).body(new UploadAnswer(items));
  }

  private static Item itemOf(Uploads.Result result) {
    return switch (result) {
      case Uploads.Done(var name, AddResult.Added(var image)) ->
          new Item(name, Outcome.added, image, null);
      case Uploads.Done(var name, AddResult.Existed(var image)) ->
          new Item(name, Outcome.existed, image, null);
      case Uploads.Failed(var name, var problem) ->
          new Item(name, Outcome.failed, null, problem.getBody());
    };
  }

  private static HttpStatus statusOf(List<Item> items) {
    if (items.stream().anyMatch(item -> item.outcome() == Outcome.failed)) {
      return HttpStatus.MULTI_STATUS;
    }
    boolean anyNew = items.stream().anyMatch(item -> item.outcome() == Outcome.added);
    return anyNew ? HttpStatus.CREATED : HttpStatus.OK;
  }

  private static ProblemException problemOf(List<Uploads.Result> results, List<Item> items) {
    if (results.size() == 1 && results.getFirst() instanceof Uploads.Failed(_, var problem)) {
      return problem;
    }
    ProblemException none =
        new ProblemException(
            ProblemType.NO_ITEM_ACCEPTED, "None of the " + items.size() + " files was taken.");
    none.getBody().setProperty("items", items);
    return none;
  }
}
