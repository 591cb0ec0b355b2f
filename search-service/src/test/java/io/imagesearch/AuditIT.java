package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.imagesearch.Client.Form;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One line for each write, whether it was done or refused; none for what only reads. */
class AuditIT {
  @TempDir Path data;

  @Test
  void notesEachWriteOnce() {
    TestKeys keys = new TestKeys(data);
    String reader = keys.read();
    String writer = keys.write("ann");
    String k = "key=" + TestKeys.id(writer) + " name=writer address=127.0.0.1 ";
    try (RunningService service = RunningService.start(data);
        Lines lines = new Lines()) {
      Client ann = service.client().with(writer);

      String id =
          ann.post(
                  "/api/v1/images",
                  new Form()
                      .file("file", "a.png", Drawings.png(1))
                      .file("file", "b.png", new byte[] {1}))
              .json()
              .at("/items/0/image/id")
              .asString();
      lines.are(
          k + "action=upload subject=" + id + " uploader=ann outcome=ok",
          k + "action=upload subject=- uploader=ann outcome=unsupported-picture");

      ann.upload("alone.png", new byte[] {1});
      lines.are(k + "action=upload subject=- uploader=ann outcome=unsupported-picture");
      ann.upload("a.png", Drawings.png(1));
      lines.are(k + "action=upload subject=" + id + " uploader=ann outcome=existed");
      ann.post(
          "/api/v1/images", new Form().field("uploader", "bob").file("file", "a", new byte[1]));
      lines.are(k + "action=upload subject=- uploader=bob outcome=foreign-uploader");

      byte[] change = "{\"attributes\": {\"a\": 1}}".getBytes(StandardCharsets.UTF_8);
      ann.method("PATCH", "/api/v1/images/" + id, "application/json", change);
      lines.are(k + "action=change subject=" + id + " uploader=ann outcome=ok");
      ann.method("PATCH", "/api/v1/images/" + id, "application/json", new byte[] {'{'});
      lines.are(k + "action=change subject=" + id + " uploader=- outcome=status-400");

      service.client().delete("/api/v1/images/" + id);
      lines.are(
          "key=- name=- address=127.0.0.1 action=delete subject="
              + id
              + " uploader=- outcome=unauthenticated");
      service.client().with(TestKeys.WRONG).delete("/api/v1/images/%0Akey=x");
      lines.are(
          "key=- name=- address=127.0.0.1 action=delete subject=\"\\u000akey=x\" uploader=-"
              + " outcome=unauthenticated");
      service.client().with(reader).delete("/api/v1/images/" + id);
      lines.are(
          "key="
              + TestKeys.id(reader)
              + " name=reader address=127.0.0.1 action=delete subject="
              + id
              + " uploader=- outcome=forbidden");
      ann.get("/api/v1/images/" + id);
      ann.search(Drawings.png(1), 1);
      ann.get("/api/v1/access");
      ann.delete("/api/v1/images/" + id);
      lines.are(k + "action=delete subject=" + id + " uploader=ann outcome=ok");

      String job =
          ann.post("/api/v1/ingest-jobs", "application/zip", Drawings.zip(2))
              .json()
              .path("id")
              .asString();
      lines.are(k + "action=submit-job subject=" + job + " uploader=ann outcome=ok");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> ann.get("/api/v1/ingest-jobs/" + job).json().has("endedAt"));
      ann.delete("/api/v1/ingest-jobs/" + job);
      lines.are(k + "action=cancel-job subject=" + job + " uploader=ann outcome=job-finished");

      keys.read();
      lines.are(
          "key=- name=- address=- action=reload-keys subject="
              + data.resolve("keys.json")
              + " uploader=- outcome=ok");
    }
  }

  @Test
  void notesWritesWithoutKeysToo() {
    try (RunningService service = RunningService.start(data);
        Lines lines = new Lines()) {
      String id =
          service
              .client()
              .upload("a.png", Drawings.png(1))
              .json()
              .at("/items/0/image/id")
              .asString();

      lines.are(
          "key=- name=- address=127.0.0.1 action=upload subject="
              + id
              + " uploader=default outcome=ok");
    }
  }

  /** What the logger {@code audit} was told since the last look. */
  private static final class Lines implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("audit");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    Lines() {
      appender.start();
      logger.addAppender(appender);
    }

    /**
     * In any order; a refusal is noted when its answer has gone out, perhaps just after it came.
     */
    void are(String... expected) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> List.copyOf(appender.list).size() >= expected.length);
      List<ILoggingEvent> events = List.copyOf(appender.list);
      appender.list.removeAll(events);
      assertThat(events.stream().map(ILoggingEvent::getFormattedMessage))
          .containsExactlyInAnyOrder(expected);
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
      assertThat(appender.list).isEmpty();
    }
  }
}
