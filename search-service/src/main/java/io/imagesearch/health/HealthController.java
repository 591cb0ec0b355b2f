package io.imagesearch.health;

import io.imagesearch.access.Caller;
import io.imagesearch.access.NeedsNoKey;
import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.ImageEmbedder;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.store.ImageStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "status")
class HealthController {
  private final ImageEmbedder embedder;
  private final EmbedderStatus.Source status;
  private final VectorIndex index;
  private final ImageStore store;
  private final String version;

  HealthController(
      ImageEmbedder embedder,
      EmbedderStatus.Source status,
      VectorIndex index,
      ImageStore store,
      ObjectProvider<BuildProperties> build) {
    this.embedder = embedder;
    this.status = status;
    this.index = index;
    this.store = store;
    this.version = build.stream().map(BuildProperties::getVersion).findAny().orElse("unpackaged");
  }

  /**
   * How the service is; for a caller without the key that it asks for, only status and version.
   *
   * @param status {@code up}, or {@code down} with HTTP 503 when no embedding can be made
   * @param version of the service
   */
  record Health(
      String status,
      String version,
      @Nullable EmbedderStatus model,
      @Nullable IndexHealth index,
      @Nullable StoreHealth store) {}

  /**
   * How many pictures the caller may see; what {@link VectorIndex#facts} tells is of the kind of
   * index.
   */
  record IndexHealth(String kind, long images, Map<String, Object> facts) {}

  record StoreHealth(String kind) {}

  @NeedsNoKey
  @GetMapping({"/api/v1/health", "/health"})
  @Operation(summary = "Model, device, precision and index size")
  @ApiResponse(responseCode = "200", description = "Up")
  @ApiResponse(responseCode = "503", description = "No embedding can be made")
  ResponseEntity<Health> health(Caller caller) {
    boolean up = embedder.isAlive();
    String word = up ? "up" : "down";
    return ResponseEntity.status(up ? 200 : 503)
        .body(caller.isKnown() ? whole(word, caller) : new Health(word, version, null, null, null));
  }

  private Health whole(String word, Caller caller) {
    long images = index.count(ImageFilter.of(caller.readable()));
    return new Health(
        word,
        version,
        status.status(),
        new IndexHealth(index.kind(), images, index.facts()),
        new StoreHealth(store.kind()));
  }
}
