package io.imagesearch.pods;

import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.EmbeddingException;
import io.imagesearch.embedding.ImageEmbedder.Preparation;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.request.Step;
import io.imagesearch.wire.EmbedCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * Sends pictures to embedders as they are. Embedding changes nothing, so a request that an embedder
 * could not answer may be sent to another one, each once, as long as its deadline allows.
 */
final class RemotePictureEmbedder implements PictureEmbedder {
  private final Pods pods;
  private final PictureReader reader;
  private final ModelIdentity model;
  private final CallMetrics metrics;

  RemotePictureEmbedder(Pods pods, PictureReader reader, ModelIdentity model, CallMetrics metrics) {
    this.pods = pods;
    this.reader = reader;
    this.model = model;
    this.metrics = metrics;
  }

  /** What needs no decoding is checked here: a picture that is refused costs no way. */
  @Override
  public Embedding embed(byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    reader.inspect(picture);
    return Step.EMBED.of(() -> send(picture, crop, lane, deadline));
  }

  @Override
  public Embedding embed(byte[] picture, Picture decoded, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    return Step.EMBED.of(() -> send(picture, CropBox.WHOLE, lane, deadline));
  }

  /** Its processors are elsewhere, and their own queue knows. */
  @Override
  public boolean isSearched() {
    return false;
  }

  /** Only an embedder knows, and asking it would cost as much as sending the picture. */
  @Override
  public Preparation prepare(Lane lane) {
    return () -> {};
  }

  private Embedding send(byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    Attempts attempts = new Attempts();
    while (!deadline.isOver()) {
      Optional<Pod> next = attempts.mayGoOn() ? pods.begin(attempts.tried()) : Optional.empty();
      if (next.isEmpty()) {
        throw attempts.verdict();
      }
      Reply reply = ask(next.get(), picture, crop, lane, deadline);
      switch (reply) {
        case Reply.Embedded(var embedding) -> {
          return embedding;
        }
        case Reply.PictureFault(var fault) -> throw fault;
        case Reply.Draining _ -> next.get().become(PodState.DRAINING, "is about to stop");
        case Reply.Refused(var why) -> next.get().become(PodState.REFUSED, why);
        case Reply.Unreached(var why) -> next.get().suspect(why);
        case Reply.Lost(var why) -> next.get().suspect(why);
        case Reply.Full _, Reply.Failed _ -> {} // it is well
      }
      attempts.add(next.get(), reply);
    }
    throw new EmbeddingException("its time was over before an embedder answered");
  }

  private Reply ask(Pod pod, byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws InterruptedException {
    long began = System.nanoTime();
    String outcome = "interrupted";
    try {
      Reply reply = reply(pod, picture, crop, lane, deadline);
      outcome = reply.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      return reply;
    } finally {
      pod.end();
      metrics.asked(outcome, System.nanoTime() - began);
    }
  }

  private Reply reply(Pod pod, byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws InterruptedException {
    try {
      return Reply.of(
          pod.connection()
              .post(
                  EmbedCall.PATH,
                  header -> {
                    header.accept(EmbedCall.CROP, crop.text());
                    header.accept(EmbedCall.LANE, lane.name().toLowerCase(Locale.ROOT));
                    header.accept(
                        EmbedCall.TIMEOUT, Long.toString(Math.max(0, deadline.left().toMillis())));
                  },
                  picture,
                  deadline),
          model);
    } catch (ConnectException | ConnectTimeoutException e) {
      return new Reply.Unreached(Causes.brief(e));
    } catch (ConnectionRequestTimeoutException e) {
      return new Reply.Failed("all connections to it were in use until the deadline");
    } catch (SocketTimeoutException e) {
      return new Reply.Failed("no answer until the deadline");
    } catch (IOException | IllegalStateException e) { // the latter: it was retired just now
      return new Reply.Lost(Causes.brief(e));
    }
  }
}
