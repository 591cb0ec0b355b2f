package io.imagesearch.health;

import io.imagesearch.access.Caller;
import io.imagesearch.access.NeedsNoKey;
import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.generation.Generations;
import io.imagesearch.generation.ModelSpec;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexUnavailableException;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.model.ModelProperties;
import io.imagesearch.pods.PodView;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "status")
class HealthController {
  private static final String NOTICE =
      "Another model serves than image-search.model.location names: the collection was moved to it.";

  private final ServiceRole role;
  private final ModelEmbedder embedder;
  private final ObjectProvider<Generations> generations;
  private final ModelProperties settings;
  private final ObjectProvider<VectorIndex> index;
  private final ObjectProvider<ImageStore> store;
  private final String version;

  HealthController(
      ServiceRole role,
      ModelEmbedder embedder,
      ObjectProvider<Generations> generations,
      ModelProperties settings,
      ObjectProvider<VectorIndex> index,
      ObjectProvider<ImageStore> store,
      ObjectProvider<BuildProperties> build) {
    this.role = role;
    this.embedder = embedder;
    this.generations = generations;
    this.settings = settings;
    this.index = index;
    this.store = store;
    this.version = build.stream().map(BuildProperties::getVersion).findAny().orElse("unpackaged");
  }

  /**
   * How the service is; for a caller without the key that it asks for, only status and version.
   *
   * @param status {@code up}, or {@code down} with HTTP 503 when no embedding can be made or the
   *     index can't be used
   * @param version of the service
   * @param role {@code all}, or the part that this process is
   * @param embedders each embedder that an API asks
   * @param secondModel where the collection moves to another model, or has done so
   * @param modelNotice where the settings name another model than the one that serves
   */
  record Health(
      String status,
      String version,
      @Nullable String role,
      @Nullable EmbedderStatus model,
      @Nullable List<PodView> embedders,
      @Nullable IndexHealth index,
      @Nullable StoreHealth store,
      @Nullable SecondModel secondModel,
      @Nullable String modelNotice) {}

  /**
   * How many pictures the caller may see; what {@link VectorIndex#facts} tells is of the kind of
   * index.
   *
   * @param images missing while the index can't be used
   * @param trouble why it can't
   */
  record IndexHealth(
      String kind, @Nullable Long images, Map<String, Object> facts, @Nullable String trouble) {}

  record StoreHealth(String kind) {}

  @NeedsNoKey
  @GetMapping({"/api/v1/health", "/health"})
  @Operation(summary = "Model, device, precision and index size")
  @ApiResponse(responseCode = "200", description = "Up")
  @ApiResponse(
      responseCode = "503",
      description = "No embedding can be made, or the index can't be used")
  ResponseEntity<Health> health(Caller caller) {
    EmbedderStatus now = embedder.status();
    boolean up =
        now.workersAlive() > 0 && index.stream().allMatch(each -> each.trouble().isEmpty());
    String word = up ? "up" : "down";
    return ResponseEntity.status(up ? 200 : 503)
        .body(
            caller.isKnown()
                ? whole(word, now, caller)
                : new Health(word, version, null, null, null, null, null, null, null));
  }

  private Health whole(String word, EmbedderStatus model, Caller caller) {
    return new Health(
        word,
        version,
        role.label(),
        model,
        pods(),
        index.stream().map(each -> healthOf(each, caller)).findAny().orElse(null),
        store.stream().map(each -> new StoreHealth(each.kind())).findAny().orElse(null),
        generations.stream().flatMap(each -> SecondModel.of(each).stream()).findAny().orElse(null),
        generations.stream()
            .map(each -> each.current().serving().spec().location())
            .filter(serving -> !serving.equals(ModelSpec.place(settings.location())))
            .map(_ -> NOTICE)
            .findAny()
            .orElse(null));
  }

  private @Nullable List<PodView> pods() {
    return generations.stream()
        .map(each -> each.current().serving().embedder())
        .filter(PodView.Source.class::isInstance)
        .map(each -> ((PodView.Source) each).pods())
        .findAny()
        .orElse(null);
  }

  private static IndexHealth healthOf(VectorIndex index, Caller caller) {
    Optional<String> trouble = index.trouble();
    if (trouble.isPresent()) {
      return new IndexHealth(index.kind(), null, index.facts(), trouble.get());
    }
    try {
      long images = index.count(ImageFilter.of(caller.readable()));
      return new IndexHealth(index.kind(), images, index.facts(), null);
    } catch (IndexUnavailableException e) {
      return new IndexHealth(index.kind(), null, index.facts(), e.getMessage());
    }
  }
}
