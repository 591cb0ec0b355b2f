package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.Client.Answer;
import io.imagesearch.Client.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Who is answered what where. Everything asked for is ann's: {@code write} is a key limited to ann,
 * and {@code foreign} is a key of the same role, limited to bob. Each request is one that succeeds
 * for whoever may make it; 409 is such a success, since the job to be cancelled has ended, or the
 * model serves already. There is no re-index job to be found.
 */
class AccessTableIT {
  private static final String TABLE =
      """
      endpoint                                needs    none  wrong  read  write  admin  foreign

      GET     /api/v1/access                  nothing   200    401   200    200    200      200
      GET     /api/v1/health                  nothing   200    401   200    200    200      200
      GET     /api/v1/images                  read      401    401   200    200    200      200
      GET     /api/v1/images/{id}             read      401    401   200    200    200      404
      GET     /api/v1/images/{id}/content     read      401    401   200    200    200      404
      GET     /api/v1/images/{id}/thumbnail   read      401    401   200    200    200      404
      POST    /api/v1/search json             read      401    401   200    200    200      404
      POST    /api/v1/search form-data        read      401    401   200    200    200      403
      POST    /v1/embeddings json             read      401    401   200    200    200      200
      GET     /api/v1/ingest-jobs             read      401    401   200    200    200      200
      GET     /api/v1/ingest-jobs/{id}        read      401    401   200    200    200      404
      GET     /api/v1/ingest-jobs/{id}/events read      401    401   200    200    200      404
      GET     /api/v1/log                     read      401    401   200    200    200      200
      POST    /api/v1/images form-data        write     401    401   403    201    201      403
      PATCH   /api/v1/images/{id} json        write     401    401   403    200    200      404
      DELETE  /api/v1/images/{id}             write     401    401   403    204    204      404
      POST    /api/v1/ingest-jobs zip         write     401    401   403    202    202      403
      POST    /api/v1/ingest-jobs form-data   write     401    401   403    202    202      403
      DELETE  /api/v1/ingest-jobs/{id}        write     401    401   403    409    409      404
      POST    /api/v1/ingest-jobs json        admin     401    401   403    403    202      403
      POST    /api/v1/reconcile               admin     401    401   403    403    200      403
      GET     /api/v1/export                  admin     401    401   403    403    200      403
      POST    /api/v1/import form-data        admin     401    401   403    403    201      403
      GET     /api/v1/reindex-jobs            admin     401    401   403    403    200      403
      GET     /api/v1/reindex-jobs/{id}       admin     401    401   403    403    404      403
      POST    /api/v1/reindex-jobs json       admin     401    401   403    403    409      403
      DELETE  /api/v1/reindex-jobs/{id}       admin     401    401   403    403    404      403
      POST    /api/v1/reindex-jobs/{id}/rollback admin  401    401   403    403    404      403
      POST    /api/v1/reindex-jobs/{id}/drop  admin     401    401   403    403    404      403

      GET     /                               nothing   200    401   200    200    200      200
      GET     /js/main.js                     nothing   200    401   200    200    200      200
      GET     /api/v1/openapi                 nothing   200    401   200    200    200      200
      GET     /api/v1/openapi.yaml            nothing   200    401   200    200    200      200
      GET     /health                         nothing   200    401   200    200    200      200
      GET     /actuator/health                nothing   200    401   200    200    200      200
      GET     /actuator/health/liveness       nothing   200    401   200    200    200      200
      GET     /actuator/health/readiness      nothing   200    401   200    200    200      200
      GET     /log                            read      401    401   200    200    200      200
      GET     /actuator                       read      401    401   200    200    200      200
      GET     /actuator/info                  read      401    401   200    200    200      200
      GET     /actuator/metrics               read      401    401   200    200    200      200
      GET     /actuator/metrics/jvm.info      read      401    401   200    200    200      200
      GET     /actuator/prometheus            read      401    401   200    200    200      200
      """;

  private static final List<String> CALLERS =
      List.of("none", "wrong", "read", "write", "admin", "foreign");

  /** A line of the table; the body is {@code json} and the like, or empty. */
  private record Row(
      String method, String path, String body, String needs, List<Integer> statuses) {

    static Row of(String line) {
      String[] cells = line.split(" +");
      int first = cells.length - CALLERS.size();
      return new Row(
          cells[0],
          cells[1],
          first == 4 ? cells[2] : "",
          cells[first - 1],
          Stream.of(cells).skip(first).map(Integer::valueOf).toList());
    }

    static List<Row> all() {
      return TABLE.lines().skip(1).filter(line -> !line.isBlank()).map(Row::of).toList();
    }

    String endpoint() {
      return (method + " " + path + " " + body).strip();
    }
  }

  @TempDir static Path data;
  @TempDir static Path root;
  private static RunningService service;
  private static List<String> keys;
  private static Client admin;
  private static String annsJob;
  private static int pictures;

  @BeforeAll
  static void start() {
    TestKeys made = new TestKeys(data);
    keys =
        List.of(
            "", TestKeys.WRONG, made.read(), made.write("ann"), made.admin(), made.write("bob"));
    service = RunningService.start(data, "--image-search.ingest.roots=" + root);
    admin = service.client().with(keys.get(CALLERS.indexOf("admin")));
    annsJob =
        admin
            .post("/api/v1/ingest-jobs?uploader=ann", "application/zip", archive())
            .json()
            .path("id")
            .asString();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> admin.get("/api/v1/ingest-jobs/" + annsJob).json().has("endedAt"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Stream<DynamicTest> answersWhoMayAndRefusesWhoMayNot() {
    return Row.all().stream()
        .flatMap(row ->
            IntStream.range(0, CALLERS.size())
                .mapToObj(i ->
                    DynamicTest.dynamicTest(
                        row.endpoint() + " for " + CALLERS.get(i),
                        () -> check(row, keys.get(i), row.statuses().get(i)))));
  }

  @Test
  void tableHasEachEndpointOfTheServedOpenApi() {
    List<String> served = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        service.client().get("/api/v1/openapi").json().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        String endpoint = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        JsonNode bodies = method.getValue().path("requestBody").path("content");
        if (bodies.isEmpty()) {
          served.add(endpoint);
        }
        bodies
            .propertyNames()
            .forEach(type -> served.add(endpoint + " " + type.replaceFirst(".*/", "")));
      }
    }

    assertThat(Row.all().stream().map(Row::endpoint)).containsAll(served);
    assertThat(served).hasSizeGreaterThan(15);
  }

  @Test
  void documentedTableSaysTheSame() throws IOException {
    List<String> documented =
        Files.readString(Path.of("../docs/access.md"))
            .lines()
            .filter(line -> line.matches("\\| `(GET|POST|PATCH|DELETE) .*"))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Row.all().stream()
                .map(row -> "| `%s` | %s |".formatted(row.endpoint(), row.needs()))
                .toList());
  }

  private static void check(Row row, String key, int status) {
    Answer answer = ask(row, service.client().with(key));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer" : "");
    if (status >= 400) {
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
    switch (status) {
      case 401 -> assertThat(answer.problem()).isEqualTo("unauthenticated");
      case 403 -> assertThat(answer.problem()).isIn("forbidden", "foreign-uploader");
      case 404 -> assertThat(answer.problem()).isIn("unknown-image", "unknown-job");
      default -> {}
    }
  }

  private static Answer ask(Row row, Client client) {
    String id = row.path().contains("/ingest-jobs") ? annsJob : "";
    if (row.path().startsWith("/api/v1/images/{id}")) {
      id = annsPicture();
    }
    if (row.path().contains("/reindex-jobs/")) {
      id = "0".repeat(20);
    }
    String path = row.path().replace("{id}", id);
    return switch (row.method() + " " + row.path() + " " + row.body()) {
      case "POST /api/v1/search json" ->
          client.postJson(path, "{\"id\": \"" + annsPicture() + "\"}");
      case "POST /api/v1/search form-data", "POST /api/v1/images form-data" ->
          client.post(path, new Form().file("file", "p.png", picture()).field("uploader", "ann"));
      case "POST /api/v1/import form-data" -> client.post(path, Transfers.form(picture()));
      case "POST /v1/embeddings json" ->
          client.postJson(path, "{\"input\": \"" + base64(picture()) + "\"}");
      case "PATCH /api/v1/images/{id} json" ->
          client.method("PATCH", path, "application/json", json("{\"attributes\": {\"a\": 1}}"));
      case "POST /api/v1/ingest-jobs zip" ->
          client.post(path + "?uploader=ann", "application/zip", archive());
      case "POST /api/v1/ingest-jobs form-data" ->
          client.post(path, new Form().file("file", "a.zip", archive()).field("uploader", "ann"));
      case "POST /api/v1/ingest-jobs json" ->
          client.postJson(path, "{\"folder\": \".\", \"uploader\": \"ann\"}");
      case "POST /api/v1/reindex-jobs json" ->
          client.postJson(path, "{\"location\": \"classpath:models/efficientnet-lite0\"}");
      default -> client.method(row.method(), path, "text/plain", new byte[0]);
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String annsPicture() {
    return admin
        .post(
            "/api/v1/images", new Form().file("file", "p.png", picture()).field("uploader", "ann"))
        .json()
        .at("/items/0/image/id")
        .asString();
  }

  private static byte[] picture() {
    return Drawings.png(pictures++);
  }

  private static byte[] archive() {
    return Drawings.zip(pictures++);
  }
}
