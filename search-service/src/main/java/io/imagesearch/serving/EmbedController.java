package io.imagesearch.serving;

import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.wire.EmbedCall;
import io.imagesearch.wire.Frames;
import io.imagesearch.wire.Report;
import io.imagesearch.wire.Vectors;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What API processes ask an embedder for. */
@RunsIn(ServiceRole.EMBEDDER)
@RestController
class EmbedController {
  private static final int LONGEST_TIMEOUT = 600_000;

  private final PictureEmbedder embedder;
  private final SideBySide several;
  private final BodyReader bodies;
  private final ModelIdentity model;
  private final EmbedderStatus.Source status;
  private final Draining draining;
  private final JsonMapper json;

  EmbedController(
      PictureEmbedder embedder,
      SideBySide several,
      BodyReader bodies,
      ModelIdentity model,
      EmbedderStatus.Source status,
      Draining draining,
      JsonMapper json) {
    this.embedder = embedder;
    this.several = several;
    this.bodies = bodies;
    this.model = model;
    this.status = status;
    this.draining = draining;
    this.json = json;
  }

  /** Never refused for draining: this is how an API learns of it. */
  @Needs(Role.READ)
  @GetMapping(EmbedCall.STATUS_PATH)
  Report status() {
    return new Report(draining.state(), status.status());
  }

  @Needs(Role.READ)
  @PostMapping(EmbedCall.PATH)
  ResponseEntity<byte[]> embed(
      HttpServletRequest request,
      @RequestHeader(name = EmbedCall.CROP, defaultValue = "0,0,1,1") String crop,
      @RequestHeader(name = EmbedCall.LANE, defaultValue = "interactive") String lane,
      @RequestHeader(name = EmbedCall.TIMEOUT, defaultValue = "10000") int timeout)
      throws IOException, PictureException, InterruptedException {
    Deadline deadline = deadline(timeout);
    CropBox box = Parameter.parse(EmbedCall.CROP, () -> CropBox.parse(crop));
    Lane urgency = lane(lane);
    return answer(
        bodies.onePicture(
            request,
            body -> Vectors.write(embedder.embed(bodies.picture(body), box, urgency, deadline))));
  }

  /** The pictures as {@link Frames} in, an outcome for each out; 200 also where some failed. */
  @Needs(Role.READ)
  @PostMapping(EmbedCall.BATCH_PATH)
  ResponseEntity<byte[]> embedBatch(
      HttpServletRequest request,
      @RequestHeader(name = EmbedCall.LANE, defaultValue = "bulk") String lane,
      @RequestHeader(name = EmbedCall.TIMEOUT, defaultValue = "60000") int timeout)
      throws IOException, PictureException, InterruptedException {
    Deadline deadline = deadline(timeout);
    Lane urgency = lane(lane);
    return answer(
        bodies.manyPictures(
            request,
            1,
            body -> {
              List<byte[]> pictures = BodyReader.parts(() -> Frames.readPictures(body));
              return framed(several.embed(pictures, urgency, deadline));
            }));
  }

  private byte[] framed(List<SideBySide.Outcome> outcomes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (SideBySide.Outcome outcome : outcomes) {
      Frames.writeOutcome(
          out,
          switch (outcome) {
            case SideBySide.Embedded(var embedding) ->
                new Frames.Outcome(200, Vectors.write(embedding));
            case SideBySide.Refused(ProblemException problem) ->
                new Frames.Outcome(
                    problem.type().status().value(), json.writeValueAsBytes(problem.getBody()));
          });
    }
    return out.toByteArray();
  }

  private ResponseEntity<byte[]> answer(byte[] body) {
    return ResponseEntity.ok()
        .header(EmbedCall.FINGERPRINT, model.fingerprint())
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(body);
  }

  /** A dead one is taken as well: the embedder refuses it before it does any work. */
  private static Deadline deadline(int milliseconds) {
    return Deadline.in(Duration.ofMillis(Math.min(milliseconds, LONGEST_TIMEOUT)));
  }

  private static Lane lane(String name) {
    return Parameter.parse(EmbedCall.LANE, () -> Lane.valueOf(name.toUpperCase(Locale.ROOT)));
  }
}
