package io.imagesearch.search;

import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.activity.ActivityLog;
import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.fetch.FetchException;
import io.imagesearch.fetch.UrlPictures;
import io.imagesearch.image.Attributes;
import io.imagesearch.library.AttributesJson;
import io.imagesearch.picture.CropBox;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Tag(name = "search")
class SearchController {
  static final String PATH = "/api/v1/search";

  private static final String SUMMARY = "Find the pictures that look like these";

  private final SearchService service;
  private final UrlPictures urls;
  private final ByteBudget memory;
  private final ActivityLog activities;

  SearchController(
      SearchService service, UrlPictures urls, ByteBudget memory, ActivityLog activities) {
    this.service = service;
    this.urls = urls;
    this.memory = memory;
    this.activities = activities;
  }

  /**
   * A search by stored pictures. What is left out has the same default as in the multipart form.
   *
   * @param id one picture to look like; the same as one positive example
   * @param url an address of a picture to look like
   * @param crop fractions of the picture's width and height
   */
  record StoredSearch(
      @Nullable String id,
      @Nullable String url,
      @Nullable List<String> positive,
      @Nullable List<String> negative,
      @Nullable CropBox crop,
      @Nullable String uploader,
      @Nullable Map<String, Object> attributes,
      @Nullable Integer k,
      @Nullable Integer offset,
      @Nullable Float minScore,
      @Nullable String consistency) {}

  @Needs(Role.READ)
  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = SUMMARY)
  SearchAnswer searchByStored(@RequestBody StoredSearch body, Caller caller)
      throws FetchException, IOException, InterruptedException {
    List<String> positive =
        Stream.concat(Stream.ofNullable(body.id()), orEmpty(body.positive()).stream()).toList();
    Map<String, Object> attributes = body.attributes() == null ? Map.of() : body.attributes();
    try (UrlPictures.Pictures pictures = urls.with(null, body.url());
        ByteBudget.Share _ = memory.take(sizeOf(pictures))) {
      return run(
          SearchRequest.of(
              read(pictures),
              positive,
              orEmpty(body.negative()),
              Optional.ofNullable(body.crop()),
              Optional.ofNullable(body.uploader()),
              Parameter.parse("attributes", () -> new Attributes(attributes)),
              body.k() == null ? SearchRequest.DEFAULT_K : body.k(),
              body.offset() == null ? 0 : body.offset(),
              body.minScore() == null ? -1f : body.minScore(),
              body.consistency() == null ? "bounded" : body.consistency()),
          caller);
    }
  }

  @Needs(Role.READ)
  @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(summary = SUMMARY)
  SearchAnswer searchByUpload(
      @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> files,
      @RequestParam(required = false) @Nullable String url,
      @RequestParam(required = false) @Nullable List<String> positive,
      @RequestParam(required = false) @Nullable List<String> negative,
      @RequestParam(required = false) @Nullable String crop,
      @RequestParam(required = false) @Nullable String uploader,
      @RequestParam(defaultValue = "{}") String attributes,
      @RequestParam(defaultValue = "10") int k,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "-1") float minScore,
      @RequestParam(defaultValue = "bounded") String consistency,
      Caller caller)
      throws FetchException, IOException, InterruptedException {
    try (UrlPictures.Pictures pictures = urls.with(files, url);
        ByteBudget.Share _ = memory.take(sizeOf(pictures))) {
      return run(
          SearchRequest.of(
              read(pictures),
              orEmpty(positive),
              orEmpty(negative),
              Optional.ofNullable(crop).map(SearchController::parseCrop),
              Optional.ofNullable(uploader),
              Parameter.parse("attributes", () -> AttributesJson.parse(attributes)),
              k,
              offset,
              minScore,
              consistency),
          caller);
    }
  }

  private SearchAnswer run(SearchRequest request, Caller caller) throws InterruptedException {
    Instant began = Instant.now();
    String subject = request.positive().isEmpty() ? null : request.positive().getFirst().value();
    try {
      SearchAnswer answer = service.search(request, caller);
      String summary = answer.results().size() + " results";
      activities.add("search", "ok", subject, summary, began, caller.readable());
      return answer;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      ProblemException problem = Problems.of(e);
      String outcome = problem.type().slug();
      activities.add("search", outcome, subject, problem.detail(), began, caller.readable());
      throw problem;
    }
  }

  private static long sizeOf(UrlPictures.Pictures pictures) {
    return pictures.files().stream().mapToLong(MultipartFile::getSize).sum();
  }

  private static List<byte[]> read(UrlPictures.Pictures pictures) {
    List<byte[]> uploads = new ArrayList<>();
    try {
      for (MultipartFile file : pictures.files()) {
        uploads.add(file.getBytes());
      }
    } catch (IOException e) {
      throw Problems.uploadBrokeOff(e);
    }
    return uploads;
  }

  private static CropBox parseCrop(String text) {
    return Parameter.parse("crop", () -> CropBox.parse(text));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
