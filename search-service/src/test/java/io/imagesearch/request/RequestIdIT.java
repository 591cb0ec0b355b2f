package io.imagesearch.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client;
import io.imagesearch.Client.Answer;
import io.imagesearch.RunningService;
import io.imagesearch.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each request has an id: in its answer, its problem, its log lines, and the calls made for it. */
class RequestIdIT {
  private static final String ID = "Root=1-67891233:abcdef/01+2.3_4";

  @TempDir static Path data;
  private static RunningService service;
  private static Client client;

  @BeforeAll
  static void start() {
    service = RunningService.start(List.of(OutgoingCall.class), data);
    client = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void isMadeWhereTheCallerSendsNone() {
    String first = client.get("/health").header(RequestId.HEADER);
    String second = client.get("/nothing").header(RequestId.HEADER);

    assertThat(List.of(first, second)).allMatch(id -> id.length() == 36).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/", "/api/v1/nothing", "/api/v1/images?limit=x"})
  void isTheCallersOwn(String path) {
    Answer answer = client.get(path, RequestId.HEADER, ID);

    assertThat(answer.headers().get("x-request-id")).containsExactly(ID);
    if (answer.status() >= 400) {
      assertThat(answer.json().path("requestId").asString("")).isEqualTo(ID);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "<script>", "\"", "ü", "a\tb"})
  void isNotTheCallersWhereThatCouldDoHarm(String sent) {
    assertThat(client.get("/health", RequestId.HEADER, sent).header(RequestId.HEADER)).hasSize(36);
  }

  @Test
  void hasNoMoreThan128Characters() {
    String most = "a".repeat(128);
    assertThat(client.get("/health", RequestId.HEADER, most).header(RequestId.HEADER))
        .isEqualTo(most);
    assertThat(client.get("/health", RequestId.HEADER, most + "a").header(RequestId.HEADER))
        .hasSize(36);
  }

  @Test
  void goesAlongWithCallsToOtherServices() {
    JsonNode headers = client.get(OutgoingCall.PATH, RequestId.HEADER, ID).json();

    assertThat(headers.properties())
        .as("and nothing else, since traces are off")
        .hasSize(1)
        .first()
        .satisfies(header -> assertThat(header.getKey()).isEqualTo(RequestId.HEADER))
        .satisfies(header -> assertThat(header.getValue().asString()).isEqualTo(ID));
  }

  @Test
  void isInTheLinesThatAreLogged(@TempDir Path folder) throws Exception {
    List<String> lines = linesOfAnUpload(folder);

    assertThat(lines)
        .singleElement()
        .satisfies(line -> assertThat(line).contains(" : [" + ID + "] key=- "));
  }

  @Test
  void isAFieldOfStructuredLines(@TempDir Path folder) throws Exception {
    List<String> lines = linesOfAnUpload(folder, "--logging.structured.format.console=ecs");

    JsonNode line = JsonMapper.shared().readTree(lines.getFirst());
    assertThat(line.path("requestId").asString("")).isEqualTo(ID);
    assertThat(line.path("message").asString("")).contains("action=upload");
  }

  /** Of the audit log, for a picture that isn't one; written by a thread of its own. */
  private static List<String> linesOfAnUpload(Path folder, String... properties)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    try (ServiceProcess process = ServiceProcess.start(folder.resolve("data"), log, properties)) {
      Client.Form form = new Client.Form().file("file", "a.jpg", new byte[] {1});
      process.client().post("/api/v1/images", form, RequestId.HEADER, ID);
    }
    return Files.readAllLines(log).stream().filter(line -> line.contains("action=upload")).toList();
  }
}
