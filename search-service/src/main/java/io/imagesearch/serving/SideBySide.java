package io.imagesearch.serving;

import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.picture.CropBox;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/** Embeds the pictures of one request at once, so that they share passes; each ends on its own. */
@Component
class SideBySide {
  private final ModelEmbedder embedder;

  SideBySide(ModelEmbedder embedder) {
    this.embedder = embedder;
  }

  /** How one picture ended. */
  sealed interface Outcome {}

  record Embedded(Embedding embedding) implements Outcome {}

  record Refused(ProblemException problem) implements Outcome {}

  /** In the order of the pictures. */
  List<Outcome> embed(List<byte[]> pictures, Lane lane, Deadline deadline)
      throws InterruptedException {
    // Virtual threads: decode slots and queue bound what really runs at once.
    ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Outcome>> pending = new ArrayList<>();
      for (byte[] picture : pictures) {
        pending.add(each.submit(() -> embed(picture, lane, deadline)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> outcome : pending) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a picture ended without an outcome", e);
    } finally {
      each.shutdownNow();
      each.close();
    }
  }

  private Outcome embed(byte[] picture, Lane lane, Deadline deadline) throws InterruptedException {
    try {
      return new Embedded(embedder.pictures().embed(picture, CropBox.WHOLE, lane, deadline));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return new Refused(Problems.of(e));
    }
  }
}
