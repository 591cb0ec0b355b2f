package io.imagesearch.pods;

import io.imagesearch.model.ModelIdentity;
import io.imagesearch.wire.EmbedCall;
import io.imagesearch.wire.Report;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Asks one embedder again and again how it is, until it is interrupted. */
final class PodProbe implements Runnable {
  private static final Duration TIMEOUT = Duration.ofMillis(1500);

  /** Silent so often, a pod counts as hung, and what it was given is asked elsewhere. */
  private static final int SILENCES = 3;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Pod pod;
  private final ModelIdentity model;
  private final EmbedderKey key;
  private final Duration pace;
  private int silent;

  PodProbe(Pod pod, ModelIdentity model, EmbedderKey key, Duration pace) {
    this.pod = pod;
    this.model = model;
    this.key = key;
    this.pace = pace;
  }

  @Override
  public void run() {
    try {
      while (true) {
        look();
        Thread.sleep(pace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      key.refresh();
      judge(pod.connection().get(EmbedCall.STATUS_PATH, TIMEOUT));
      silent = 0;
    } catch (ConnectTimeoutException e) {
      pod.become(PodState.DOWN, "can't be connected to in time");
    } catch (SocketTimeoutException e) {
      silence();
    } catch (IOException | RuntimeException e) {
      pod.become(PodState.DOWN, Causes.brief(e));
    }
  }

  /** One that is busy may miss a probe; one that misses several is hung, or its machine is gone. */
  private void silence() {
    silent++;
    String why = "does not answer";
    if (silent >= SILENCES) {
      pod.become(PodState.DOWN, why);
      pod.connection().cut();
    } else {
      pod.suspect(why);
    }
  }

  private void judge(PodConnection.Answer answer) {
    switch (answer.status()) {
      case 200 -> judge(report(answer));
      case 401, 403 ->
          pod.become(
              PodState.REFUSED,
              "refuses the key of image-search.embedders.key (status " + answer.status() + ")");
      default ->
          pod.become(
              PodState.REFUSED,
              "is no embedder: " + EmbedCall.STATUS_PATH + " answered " + answer.status());
    }
  }

  private void judge(Report report) {
    String theirs = report.embedder().fingerprint();
    if (!theirs.equals(model.fingerprint())) {
      pod.become(
          PodState.REFUSED,
          "embeds with %s %s (%s), and this collection is of %s %s (%s)"
              .formatted(
                  report.embedder().model(),
                  report.embedder().version(),
                  theirs,
                  model.name(),
                  model.version(),
                  model.fingerprint()));
      return;
    }
    switch (report.state()) {
      case STARTING -> pod.become(PodState.STARTING, "is starting");
      case DRAINING -> pod.become(PodState.DRAINING, "is about to stop");
      case READY -> {
        if (report.embedder().workersAlive() > 0) {
          pod.ready(report.embedder());
        } else {
          pod.become(PodState.DOWN, "has no worker left");
        }
      }
    }
  }

  private static Report report(PodConnection.Answer answer) {
    try {
      return JSON.readValue(answer.body(), Report.class);
    } catch (JacksonException e) {
      throw new IllegalStateException("answers nonsense: " + e.getOriginalMessage(), e);
    }
  }
}
