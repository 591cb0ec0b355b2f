package io.imagesearch.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client;
import io.imagesearch.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request is one trace where traces are on, and nothing at all where they are off. */
class TracesIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String HEADER = "traceparent";
  private static final String SENT = "00-" + TRACE + "-" + CALLER + "-01";

  @TempDir Path data;

  @Test
  void showTheStepsOfARequestBelowItsCallersSpan() throws IOException {
    byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
    try (OtlpReceiver receiver = new OtlpReceiver();
        RunningService service =
            RunningService.start(
                List.of(OutgoingCall.class),
                data,
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.uri(),
                "--management.opentelemetry.tracing.export.schedule-delay=50ms")) {
      Client client = service.client();
      Client.Form form = new Client.Form().file("file", "a.jpg", picture);
      assertThat(client.post("/api/v1/images", form, HEADER, SENT).status()).isEqualTo(201);
      awaitSpans(
          receiver,
          "http post /api/v1/images",
          "decode",
          "embed",
          "announce",
          "store",
          "index write");
      form = new Client.Form().file("file", "a.jpg", picture);
      assertThat(client.post("/api/v1/search", form, HEADER, SENT).status()).isEqualTo(200);
      awaitSpans(
          receiver,
          "http post /api/v1/images",
          "decode",
          "embed",
          "announce",
          "store",
          "index write",
          "http post /api/v1/search",
          "decode",
          "embed",
          "index search");

      List<ReceivedSpan> spans = receiver.spansOf(TRACE);
      List<String> requests =
          spans.stream()
              .filter(span -> span.parent().equals(CALLER))
              .map(ReceivedSpan::id)
              .toList();
      assertThat(requests).as("both, and none of their steps").hasSize(2);
      assertThat(spans)
          .filteredOn(span -> !requests.contains(span.id()))
          .allMatch(span -> requests.contains(span.parent()));
      assertThat(spans)
          .filteredOn(span -> span.name().equals("embed"))
          .allMatch(span -> span.keys().contains("queue.wait.us"));
      String passedOn =
          client.get(OutgoingCall.PATH, HEADER, SENT).json().path(HEADER).asString("");
      assertThat(passedOn).matches("00-" + TRACE + "-[0-9a-f]{16}-01").doesNotContain(CALLER);
    }
  }

  @Test
  void areOffUntilSomebodySaysWhereTheyGo() {
    try (RunningService service = RunningService.start(List.of(OutgoingCall.class), data)) {
      assertThat(service.client().get(OutgoingCall.PATH, HEADER, SENT).json().has(HEADER))
          .isFalse();
      assertThat(service.names("racer")).as("beans").isEmpty();
      assertThat(service.names("elemetry")).as("beans").isEmpty();
    }
  }

  private static void awaitSpans(OtlpReceiver receiver, String... names) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(receiver.spansOf(TRACE))
                .extracting(ReceivedSpan::name)
                .containsExactlyInAnyOrder(names));
  }
}
