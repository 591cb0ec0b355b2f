package io.imagesearch.pods;

import io.imagesearch.embedding.Embedding;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.problem.Problems;
import io.imagesearch.wire.EmbedCall;
import io.imagesearch.wire.Vectors;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What asking one embedder for one embedding came to. */
sealed interface Reply {

  record Embedded(Embedding embedding) implements Reply {}

  /** The picture is at fault, wherever it is sent. */
  record PictureFault(PictureException fault) implements Reply {}

  record Full(Duration retryAfter) implements Reply {}

  record Draining() implements Reply {}

  /** It never saw the picture. */
  record Unreached(String why) implements Reply {}

  /** It may have died of the picture, or its answer is nonsense. */
  record Lost(String why) implements Reply {}

  /** It is well and could not embed this one. */
  record Failed(String why) implements Reply {}

  /** It can't be used: another model, or the key is wrong. */
  record Refused(String why) implements Reply {}

  static Reply of(PodConnection.Answer answer, ModelIdentity model) {
    return answer.status() == 200 ? embedding(answer, model) : problem(answer);
  }

  private static Reply embedding(PodConnection.Answer answer, ModelIdentity model) {
    String fingerprint = answer.header(EmbedCall.FINGERPRINT);
    if (!fingerprint.equals(model.fingerprint())) {
      return new Refused("embedded with another model: '" + fingerprint + "'");
    }
    try {
      return new Embedded(Vectors.read(answer.body(), model.dimension()));
    } catch (IllegalArgumentException e) {
      return new Lost("its answer is broken: " + e.getMessage());
    }
  }

  private static Reply problem(PodConnection.Answer answer) {
    JsonNode body = json(answer.body());
    Optional<ProblemType> type = ProblemType.of(body.path("type").asString(""));
    if (type.isEmpty()) {
      return new Lost("its answer is no problem of ours (status " + answer.status() + ")");
    }
    String detail = body.path("detail").asString("");
    var fault = Problems.pictureFault(type.get());
    if (fault.isPresent()) {
      return new PictureFault(new PictureException(fault.get(), detail));
    }
    return switch (type.get()) {
      case QUEUE_FULL -> new Full(retryAfter(answer));
      case DRAINING -> new Draining();
      case UNAUTHENTICATED, FORBIDDEN -> new Refused("refuses the key");
      default -> new Failed(type.get().slug() + ": " + detail);
    };
  }

  private static Duration retryAfter(PodConnection.Answer answer) {
    String seconds = answer.header(HttpHeaders.RETRY_AFTER);
    return Duration.ofSeconds(seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) : 1);
  }

  private static JsonNode json(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode();
    }
  }
}
