package io.imagesearch.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.EmbedderStatus;
import io.imagesearch.embedding.EmbedderUnavailableException;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.EmbeddingException;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.QueueFullException;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Preprocessing;
import io.imagesearch.picture.Preprocessing.Interpolation;
import io.imagesearch.problem.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is tried again, and what isn't. */
class RemotePictureEmbedderTest {
  private static final String FINGERPRINT = "0123456789ab";
  private static final ModelIdentity MODEL =
      new ModelIdentity(
          "tiny",
          "1",
          StandInEmbedder.EMBEDDING.dimension(),
          FINGERPRINT,
          new Preprocessing(
              8, 8, Interpolation.BILINEAR, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)));
  private static final StandInEmbedder.Behaviour EMBEDS = StandInEmbedder.embeds(FINGERPRINT);

  private final Pods pods = new Pods(MODEL);
  private final List<StandInEmbedder> embedders = new ArrayList<>();
  private final List<Pod> made = new ArrayList<>();
  private final RemotePictureEmbedder embedder =
      new RemotePictureEmbedder(
          pods,
          new PictureReader(PictureLimits.DEFAULT, 1),
          MODEL,
          new CallMetrics(new SimpleMeterRegistry(), MODEL, pods));

  @AfterEach
  void stop() {
    embedders.forEach(StandInEmbedder::close);
    made.forEach(Pod::retire);
  }

  @Test
  void handsOverTheVectorAsItIs() throws Exception {
    pods(EMBEDS);

    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
  }

  @Test
  void asksOneOtherWhereAQueueIsFull() throws Exception {
    pods(StandInEmbedder.problem(ProblemType.QUEUE_FULL, "7"), EMBEDS);

    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
    assertThat(made.getFirst().state()).isEqualTo(PodState.READY);
  }

  @Test
  void passesTheSmallestWaitOnWhereTwoQueuesAreFull() {
    pods(
        StandInEmbedder.problem(ProblemType.QUEUE_FULL, "7"),
        StandInEmbedder.problem(ProblemType.QUEUE_FULL, "3"),
        EMBEDS);

    assertThatThrownBy(this::embed)
        .isInstanceOfSatisfying(
            QueueFullException.class,
            full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
    assertThat(asked()).containsExactly(1, 1, 0);
  }

  @Test
  void goesOnToWhoIsLeftWhereOthersStop() throws Exception {
    pods(
        StandInEmbedder.problem(ProblemType.DRAINING, "1"),
        StandInEmbedder.problem(ProblemType.DRAINING, "1"),
        StandInEmbedder.problem(ProblemType.DRAINING, "1"),
        EMBEDS);

    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
    assertThat(made.getFirst().state()).isEqualTo(PodState.DRAINING);
    assertThat(asked()).containsExactly(1, 1, 1, 2);
  }

  @Test
  void goesOnToWhoIsLeftWhereNobodyListens() throws Exception {
    pods(EMBEDS, EMBEDS, EMBEDS, EMBEDS);
    embedders.subList(0, 3).forEach(StandInEmbedder::close);

    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
    assertThat(made.getFirst().state()).isEqualTo(PodState.SUSPECT);
  }

  @Test
  void sendsAPictureToNoThirdOneWhereTwoDied() {
    pods(StandInEmbedder.hangsUp(), StandInEmbedder.hangsUp(), EMBEDS);

    assertThatThrownBy(this::embed).isInstanceOf(EmbeddingException.class);
    assertThat(asked()).containsExactly(1, 1, 0);
    assertThat(made.getFirst().state()).isEqualTo(PodState.SUSPECT);
  }

  @Test
  void takesNonsenseForNoAnswer() throws Exception {
    pods(StandInEmbedder.says(502, "<h1>Bad gateway</h1>"), EMBEDS);

    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
    assertThat(made.getFirst().state()).isEqualTo(PodState.SUSPECT);
  }

  @Test
  void refusesAnEmbeddingOfAnotherModel() throws Exception {
    pods(StandInEmbedder.embeds("ba9876543210"), EMBEDS);

    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
    assertThat(made.getFirst().state()).isEqualTo(PodState.REFUSED);
  }

  @Test
  void takesTheVerdictOnAPicture() {
    pods(StandInEmbedder.problem(ProblemType.CORRUPT_PICTURE, ""), EMBEDS);

    assertThatThrownBy(this::embed)
        .isInstanceOfSatisfying(
            PictureException.class,
            fault -> assertThat(fault.reason()).isEqualTo(PictureException.Reason.CORRUPT))
        .hasMessage("as it is");
    assertThat(asked()).containsExactly(1, 0);
  }

  @Test
  void sendsNoPictureThatIsBrokenAtFirstSight() {
    pods(EMBEDS);

    assertThatThrownBy(() ->
            embedder.embed(
                new byte[] {1, 2, 3},
                CropBox.WHOLE,
                Lane.INTERACTIVE,
                Deadline.in(Duration.ofMinutes(1))))
        .isInstanceOf(PictureException.class);
    assertThat(asked()).containsExactly(0);
  }

  @Test
  void saysAtOnceThatNobodyIsThere() {
    assertThatThrownBy(this::embed).isInstanceOf(EmbedderUnavailableException.class);

    pods(StandInEmbedder.problem(ProblemType.DRAINING, "1"));
    assertThatThrownBy(this::embed).isInstanceOf(EmbedderUnavailableException.class);
  }

  @Test
  void asksSuspectsWhereNobodyElseIsLeft() throws Exception {
    pods(EMBEDS, EMBEDS);
    made.forEach(pod -> pod.suspect("lost one"));

    assertThat(embed()).isEqualTo(StandInEmbedder.EMBEDDING);
  }

  @Test
  void tellsHowMuchTimeIsLeftAndAsksNobodyWhenNoneIs() throws Exception {
    pods(EMBEDS);

    var _ = embed();
    assertThat(Long.parseLong(embedders.getFirst().timeouts.getFirst())).isBetween(1L, 60_000L);

    assertThatThrownBy(() ->
            embedder.embed(picture(), CropBox.WHOLE, Lane.BULK, Deadline.in(Duration.ofMillis(-1))))
        .isInstanceOf(EmbeddingException.class);
    assertThat(asked()).containsExactly(1);
  }

  private void pods(StandInEmbedder.Behaviour... behaviours) {
    for (StandInEmbedder.Behaviour behaviour : behaviours) {
      StandInEmbedder standIn = new StandInEmbedder(behaviour);
      PodAddress address = new PodAddress(standIn.uri(), InetAddress.getLoopbackAddress());
      EmbeddersProperties properties =
          new EmbeddersProperties(
              List.of(URI.create("http://unused")),
              null,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(10),
              4);
      Pod pod = new Pod(address, new PodConnection(address, properties, List.of()), () -> 0);
      pod.ready(
          new EmbedderStatus("tiny", "1", FINGERPRINT, 2, "cpu", "float32", "stand-in", 0, 1));
      embedders.add(standIn);
      made.add(pod);
      pods.add(pod);
    }
  }

  /** How often each was asked, in the order of their making, as long as they have equal loads. */
  private List<Integer> asked() {
    return embedders.stream().map(StandInEmbedder::asked).toList();
  }

  private Embedding embed() throws PictureException, InterruptedException {
    return embedder.embed(
        picture(), CropBox.WHOLE, Lane.INTERACTIVE, Deadline.in(Duration.ofMinutes(1)));
  }

  private static byte[] picture() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
