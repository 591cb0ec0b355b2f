package io.imagesearch.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client;
import io.imagesearch.MilvusServer;
import io.imagesearch.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request is one trace through all that it goes through: API, embedder, Milvus. */
class TracesToMilvusIT {
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String API = "image-search-api";
  private static final String EMBEDDER = "image-search-embedder";
  private static final String CALLS = "milvus.proto.milvus.MilvusService/";

  /** Milvus as Go's part of it and as that in C++ call themselves. */
  private static final Set<String> MILVUS = Set.of("standalone", "segcore");

  @TempDir private Path folder;

  @Test
  void showWhatApiEmbedderAndMilvusDidForARequest() throws IOException, InterruptedException {
    byte[] picture = Files.readAllBytes(Path.of("src/test/resources/pictures/baseline.jpg"));
    try (OtlpReceiver receiver = new OtlpReceiver();
        MilvusServer milvus = MilvusServer.startTraced(receiver.grpcAddress());
        ServiceProcess embedder = start(receiver, "embedder");
        ServiceProcess api =
            start(
                receiver,
                "api",
                "--image-search.embedders.urls=http://127.0.0.1:" + embedder.client().port(),
                "--image-search.index.kind=milvus",
                "--image-search.index.milvus.uri=" + milvus.uri())) {
      Client client = api.client();
      SpanTree upload =
          traceOf(
              receiver,
              Set.of("http post /embed", "index write", CALLS + "Insert"),
              trace -> post(client, "/api/v1/images", picture, trace));
      SpanTree search =
          traceOf(
              receiver,
              Set.of("http post /embed", "index search", CALLS + "Search", "SegCoreSearch"),
              trace -> post(client, "/api/v1/search", picture, trace));

      System.out.printf("%s%n%s%n", upload.text(CALLER), search.text(CALLER));
      for (SpanTree tree : List.of(upload, search)) {
        assertThat(tree.below(CALLER)).as("all are in one tree").hasSameSizeAs(tree.spans());
        assertThat(tree.named(EMBEDDER, "http post /embed").parent())
            .isEqualTo(tree.named(API, "embed").id());
      }
      assertThat(upload.below(upload.named(API, "index write").id()))
          .allMatch(span -> MILVUS.contains(span.service()))
          .anyMatch(span -> span.name().equals(CALLS + "Insert"));
      assertThat(search.below(search.named(API, "index search").id()))
          .allMatch(span -> MILVUS.contains(span.service()))
          .extracting(ReceivedSpan::name)
          .contains(CALLS + "Search", "Proxy-Search", "SegCoreSearch");
    }
  }

  /** Of what a request does under a new trace, when all these spans have come. */
  private static SpanTree traceOf(
      OtlpReceiver receiver, Set<String> names, Consumer<String> request) {
    String trace = UUID.randomUUID().toString().replace("-", "");
    request.accept(trace);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(receiver.spansOf(trace)).extracting(ReceivedSpan::name).containsAll(names));
    return new SpanTree(receiver.spansOf(trace));
  }

  private static void post(Client client, String path, byte[] picture, String trace) {
    Client.Form form = new Client.Form().file("file", "a.jpg", picture);
    String sent = "00-%s-%s-01".formatted(trace, CALLER);
    assertThat(client.post(path, form, "traceparent", sent).status()).isBetween(200, 201);
  }

  private ServiceProcess start(OtlpReceiver receiver, String role, String... more) {
    List<String> properties =
        new ArrayList<>(
            List.of(
                "--image-search.role=" + role,
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.uri(),
                "--management.opentelemetry.tracing.export.schedule-delay=50ms"));
    properties.addAll(List.of(more));
    return ServiceProcess.start(
        folder.resolve(role), folder.resolve(role + ".log"), properties.toArray(String[]::new));
  }
}
