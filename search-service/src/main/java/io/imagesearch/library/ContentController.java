package io.imagesearch.library;

import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.problem.Problems;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The bytes of pictures. They never change under an id, so caches may keep them. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@RequestMapping("/api/v1/images/{id}")
@Tag(name = "images")
class ContentController {
  private static final CacheControl FOREVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

  private final ImageLibrary library;
  private final ImageStore store;

  ContentController(ImageLibrary library, ImageStore store) {
    this.library = library;
    this.store = store;
  }

  @Needs(Role.READ)
  @GetMapping("/content")
  @Operation(summary = "The original bytes, as uploaded")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "304",
      description = "The bytes are those of If-None-Match",
      content = @Content)
  ResponseEntity<byte[]> content(@PathVariable String id, WebRequest request, Caller caller) {
    return bytes(
        id,
        request,
        caller,
        store::original,
        details -> MediaType.parseMediaType(details.mediaType()));
  }

  @Needs(Role.READ)
  @GetMapping("/thumbnail")
  @Operation(summary = "A small JPEG, its longer side at most 320 pixels")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "304",
      description = "The bytes are those of If-None-Match",
      content = @Content)
  ResponseEntity<byte[]> thumbnail(@PathVariable String id, WebRequest request, Caller caller) {
    return bytes(id, request, caller, store::thumbnail, _ -> MediaType.IMAGE_JPEG);
  }

  private ResponseEntity<byte[]> bytes(
      String id,
      WebRequest request,
      Caller caller,
      Function<ImageId, Optional<byte[]>> read,
      Function<ImageDetails, MediaType> mediaType) {
    ImageDetails details = library.visible(id, caller);
    if (request.checkNotModified(details.id().value())) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).cacheControl(FOREVER).build();
    }
    byte[] bytes = read.apply(details.id()).orElseThrow(() -> Problems.unknownImage(id));
    return ResponseEntity.ok()
        .contentType(mediaType.apply(details))
        .cacheControl(FOREVER)
        .header(HttpHeaders.CONTENT_DISPOSITION, inline(details.fileName()))
        .body(bytes);
  }

  private static String inline(String fileName) {
    return ContentDisposition.inline()
        .filename(fileName.substring(fileName.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
