package io.imagesearch.library;

import io.imagesearch.access.AuditLog;
import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.activity.ActivityLog;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@RequestMapping("/api/v1/images")
@Tag(name = "images")
class ImagesController {
  private static final int MAX_PAGE = 1000;

  private final ImageLibrary library;
  private final VectorIndex index;
  private final ActivityLog activities;
  private final AuditLog audit;

  ImagesController(
      ImageLibrary library, VectorIndex index, ActivityLog activities, AuditLog audit) {
    this.library = library;
    this.index = index;
    this.activities = activities;
    this.audit = audit;
  }

  /**
   * A page of pictures.
   *
   * @param nextCursor for the page after, or null at the end
   */
  record Page(List<ImageDetails> images, long count, @Nullable String nextCursor) {}

  /** A change; an attribute that is null is removed, those not named stay as they are. */
  record Change(@Nullable Map<String, @Nullable Object> attributes) {}

  @Needs(Role.READ)
  @GetMapping
  @Operation(summary = "List pictures in the order of their ids")
  Page listImages(
      @RequestParam(required = false) @Nullable String uploader,
      @RequestParam(defaultValue = "{}") String attributes,
      @RequestParam(required = false) @Nullable String cursor,
      @Schema(minimum = "1", maximum = "" + MAX_PAGE) @RequestParam(defaultValue = "100") int limit,
      Caller caller) {
    Parameter.within("limit", limit, 1, MAX_PAGE);
    Optional<Uploader> named =
        Optional.ofNullable(uploader)
            .map(name -> Parameter.parse("uploader", () -> new Uploader(name)));
    ImageFilter filter =
        new ImageFilter(
            caller.reads(named),
            Parameter.parse("attributes", () -> AttributesJson.parse(attributes)));
    Optional<ImageId> after =
        Optional.ofNullable(cursor).map(id -> Parameter.parse("cursor", () -> new ImageId(id)));
    long count = index.count(filter);
    if (count == 0 && named.isPresent()) {
      KnownUploader.check(index, named.get());
    }
    List<ImageDetails> images = index.list(filter, after, limit);
    String next = images.size() < limit ? null : images.getLast().id().value();
    return new Page(images, count, next);
  }

  @Needs(Role.READ)
  @GetMapping("/{id}")
  @Operation(summary = "One picture's details")
  ImageDetails getImage(@PathVariable String id, Caller caller) {
    return library.visible(id, caller);
  }

  @Needs(value = Role.WRITE, audit = "change")
  @PatchMapping("/{id}")
  @Operation(summary = "Change a picture's attributes")
  ImageDetails changeImage(@PathVariable String id, @RequestBody Change change, Caller caller) {
    Instant began = Instant.now();
    ImageDetails changed =
        parse(id)
            .flatMap(known ->
                library.changeAttributes(
                    known,
                    caller::checkMayChange,
                    old -> Parameter.parse("attributes", () -> merge(old, change))))
            .orElseThrow(() -> Problems.unknownImage(id));
    audit.write(caller, "change", id, changed.uploader(), "ok");
    activities.add(
        "change", "ok", id, changed.fileName(), began, Optional.of(Set.of(changed.uploader())));
    return changed;
  }

  @Needs(value = Role.WRITE, audit = "delete")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a picture")
  void removeImage(@PathVariable String id, Caller caller) {
    Instant began = Instant.now();
    ImageDetails removed =
        parse(id)
            .flatMap(known -> library.remove(known, caller::checkMayChange))
            .orElseThrow(() -> Problems.unknownImage(id));
    audit.write(caller, "delete", id, removed.uploader(), "ok");
    activities.add(
        "delete", "ok", id, removed.fileName(), began, Optional.of(Set.of(removed.uploader())));
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
