package io.imagesearch.serving;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.wire.EmbedCall;
import io.imagesearch.wire.Vectors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Embeddings in the form that OpenAI's clients speak. */
@RestController
@Tag(name = "embeddings")
class OpenAiController {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The body's text, the picture's bytes, and what the parser holds meanwhile. */
  private static final int COPIES = 4;

  private final SideBySide several;
  private final BodyReader bodies;
  private final ModelEmbedder embedder;
  private final PictureJson json;

  OpenAiController(
      SideBySide several, BodyReader bodies, ModelEmbedder embedder, PictureJson json) {
    this.several = several;
    this.bodies = bodies;
    this.embedder = embedder;
    this.json = json;
  }

  /**
   * What is to be embedded.
   *
   * @param model this service's own; nothing means the same
   * @param input data URIs or base64 of pictures
   * @param encodingFormat {@code float}, the default, or {@code base64} of little-endian float32
   * @param user is not looked at
   */
  record EmbeddingsRequest(
      @Nullable String model,
      @Nullable @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<@Nullable String> input,
      @JsonProperty("encoding_format") @Nullable String encodingFormat,
      @Nullable Object user) {}

  record EmbeddingsAnswer(String object, List<EmbeddingItem> data, String model, Usage usage) {}

  /**
   * One picture's embedding.
   *
   * @param embedding a list of numbers, or a text where base64 was asked for
   */
  record EmbeddingItem(
      String object, int index, @Schema(types = {"array", "string"}) Object embedding) {}

  /** Nothing is counted in tokens here; clients expect the fields. */
  record Usage(
      @JsonProperty("prompt_tokens") int promptTokens,
      @JsonProperty("total_tokens") int totalTokens) {}

  @Needs(Role.READ)
  @PostMapping(path = EmbedCall.JSON_PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Embeddings of pictures, as OpenAI's clients ask for them",
      description = "All or none: where a picture fails, the answer is its problem.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = EmbeddingsRequest.class))))
  EmbeddingsAnswer embeddings(HttpServletRequest request)
      throws IOException, PictureException, InterruptedException {
    return bodies.manyPictures(
        request,
        COPIES,
        body -> {
          EmbeddingsRequest asked = json.read(body, EmbeddingsRequest.class);
          Parameter.parse("model", () -> checkModel(asked.model()));
          List<byte[]> pictures = json.pictures(asked.input());
          boolean base64 =
              Parameter.parse("encoding_format", () -> isBase64(asked.encodingFormat()));
          return answer(several.embed(pictures, Lane.UPLOAD, Deadline.in(TIMEOUT)), base64);
        });
  }

  private static boolean isBase64(@Nullable String format) {
    return switch (format) {
      case null -> false;
      case "float" -> false;
      case "base64" -> true;
      default -> throw new IllegalArgumentException("is float or base64");
    };
  }

  private String checkModel(@Nullable String asked) {
    if (asked != null && !asked.equals(embedder.model().name())) {
      throw new IllegalArgumentException("this service embeds with " + embedder.model().name());
    }
    return embedder.model().name();
  }

  private EmbeddingsAnswer answer(List<SideBySide.Outcome> outcomes, boolean base64) {
    List<EmbeddingItem> items = new ArrayList<>();
    for (SideBySide.Outcome outcome : outcomes) {
      switch (outcome) {
        case SideBySide.Embedded(var embedding) ->
            items.add(new EmbeddingItem("embedding", items.size(), encode(embedding, base64)));
        case SideBySide.Refused(ProblemException problem) -> {
          problem.getBody().setProperty("index", items.size());
          throw problem;
        }
      }
    }
    return new EmbeddingsAnswer("list", items, embedder.model().name(), new Usage(0, 0));
  }

  private static Object encode(Embedding embedding, boolean base64) {
    return base64
        ? Base64.getEncoder().encodeToString(Vectors.write(embedding))
        : embedding.toArray();
  }
}
