package io.imagesearch.library;

import io.imagesearch.activity.ActivityLog;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/images")
@Tag(name = "images")
class ImagesController {
  private static final int MAX_PAGE = 1000;

  private final ImageLibrary library;
  private final VectorIndex index;
  private final ActivityLog activities;

  ImagesController(ImageLibrary library, VectorIndex index, ActivityLog activities) {
    this.library = library;
    this.index = index;
    this.activities = activities;
  }

  /**
   * A page of pictures.
   *
   * @param nextCursor for the page after, or null at the end
   */
  record Page(List<ImageDetails> images, long count, @Nullable String nextCursor) {}

  /** A change; an attribute that is null is removed, those not named stay as they are. */
  record Change(@Nullable Map<String, @Nullable Object> attributes) {}

  @GetMapping
  @Operation(summary = "List pictures in the order of their ids")
  Page listImages(
      @RequestParam(required = false) @Nullable String uploader,
      @RequestParam(defaultValue = "{}") String attributes,
      @RequestParam(required = false) @Nullable String cursor,
      @Schema(minimum = "1", maximum = "" + MAX_PAGE) @RequestParam(defaultValue = "100")
          int limit) {
    Parameter.within("limit", limit, 1, MAX_PAGE);
    ImageFilter filter =
        new ImageFilter(
            Optional.ofNullable(uploader)
                .map(name -> Parameter.parse("uploader", () -> new Uploader(name))),
            Parameter.parse("attributes", () -> AttributesJson.parse(attributes)));
    Optional<ImageId> after =
        Optional.ofNullable(cursor).map(id -> Parameter.parse("cursor", () -> new ImageId(id)));
    long count = index.count(filter);
    if (count == 0 && filter.uploader().isPresent()) {
      KnownUploader.check(index, filter.uploader().get());
    }
    List<ImageDetails> images = index.list(filter, after, limit);
    String next = images.size() < limit ? null : images.getLast().id().value();
    return new Page(images, count, next);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One picture's details")
  ImageDetails getImage(@PathVariable String id) {
    return parse(id).flatMap(library::find).orElseThrow(() -> Problems.unknownImage(id));
  }

  @PatchMapping("/{id}")
  @Operation(summary = "Change a picture's attributes")
  ImageDetails changeImage(@PathVariable String id, @RequestBody Change change) {
    Instant began = Instant.now();
    ImageDetails changed =
        parse(id)
            .flatMap(known ->
                library.changeAttributes(
                    known, old -> Parameter.parse("attributes", () -> merge(old, change))))
            .orElseThrow(() -> Problems.unknownImage(id));
    activities.add("change", "ok", id, changed.fileName(), began);
    return changed;
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a picture")
  void removeImage(@PathVariable String id) {
    Instant began = Instant.now();
    ImageDetails removed =
        parse(id).flatMap(library::remove).orElseThrow(() -> Problems.unknownImage(id));
    activities.add("delete", "ok", id, removed.fileName(), began);
  }

  private static Optional<ImageId> parse(String id) {
    return ImageId.parse(id);
  }

  private static Attributes merge(Attributes old, Change change) {
    if (change.attributes() == null) {
      throw new IllegalArgumentException("is missing");
    }
    Map<String, Object> merged = new TreeMap<>(old.values());
    change
        .attributes()
        .forEach((key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return new Attributes(merged);
  }
}
