package io.imagesearch.health;

import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.ImageEmbedder;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.store.ImageStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
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
   * How the service is.
   *
   * @param status {@code up}, or {@code down} with HTTP 503 when no embedding can be made
   * @param version of the service
   */
  record Health(
      String status, String version, EmbedderStatus model, IndexHealth index, StoreHealth store) {}

  /** What {@link VectorIndex#facts} tells is of the kind of index. */
  record IndexHealth(String kind, long images, Map<String, Object> facts) {}

  record StoreHealth(String kind) {}

  @GetMapping({"/api/v1/health", "/health"})
  @Operation(summary = "Model, device, precision and index size")
  @ApiResponse(responseCode = "200", description = "Up")
  @ApiResponse(responseCode = "503", description = "No embedding can be made")
  ResponseEntity<Health> health() {
    boolean up = embedder.isAlive();
    Health health =
        new Health(
            up ? "up" : "down",
            version,
            status.status(),
            new IndexHealth(index.kind(), index.count(ImageFilter.ALL), index.facts()),
            new StoreHealth(store.kind()));
    return ResponseEntity.status(up ? 200 : 503).body(health);
  }
}
