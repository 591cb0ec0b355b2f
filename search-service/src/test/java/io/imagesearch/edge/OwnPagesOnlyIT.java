package io.imagesearch.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whose requests are taken, by the headers that browsers send and pages can't change. */
class OwnPagesOnlyIT {
  private static final String SEARCH = "POST /api/v1/search HTTP/1.1";
  private static final String FORM = "Content-Type: multipart/form-data; boundary=x";
  private static final String TAKEN = "missing-picture";

  @TempDir static Path data;
  private static RunningService service;
  private static URI uri;

  /**
   * A request.
   *
   * @param line its first line
   * @param headers with PORT for the service's port
   * @param answer the problem, or nothing for 200
   */
  private record Case(String line, List<String> headers, int status, String answer) {}

  @BeforeAll
  static void start() {
    service = RunningService.start(data, "--image-search.edge.hosts=Shop.Example");
    uri = service.uri();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Case search(int status, String answer, String... headers) {
    return new Case(SEARCH, List.of(headers), status, answer);
  }

  private static Stream<Case> cases() {
    String here = "Host: localhost:PORT";
    String images = "GET /api/v1/images HTTP/1.1";
    String foreign = "cross-site-request";
    return Stream.of(
        search(400, TAKEN, here),
        search(400, TAKEN, here, "Sec-Fetch-Site: same-origin"),
        search(400, TAKEN, here, "Sec-Fetch-Site: none"),
        search(400, TAKEN, here, "Origin: http://localhost:PORT"),
        search(400, TAKEN, "Host: shop.example", "Origin: https://shop.example"),
        search(403, foreign, here, "Sec-Fetch-Site: cross-site"),
        search(403, foreign, here, "Sec-Fetch-Site: same-site"),
        search(403, foreign, here, "Origin: null"),
        search(403, foreign, here, "Origin: http://evil.example"),
        search(403, foreign, here, "Origin: http://localhost:1"),
        search(403, foreign, here, "Origin: http://localhost:PORT.evil.example"),
        search(403, foreign, here, "Origin: file://localhost:PORT"),
        search(421, "unknown-host", "Host: evil.example"),
        search(421, "unknown-host", "Host: evil.example:PORT", "Sec-Fetch-Site: same-origin"),
        search(421, "unknown-host", "Host: localhost.evil.example:PORT"),
        search(421, "unknown-host", "Host: 127.0.0.1.evil.example"),
        new Case("DELETE /api/v1/images/x HTTP/1.1", List.of(here), 404, "unknown-image"),
        new Case(
            "DELETE /api/v1/images/x HTTP/1.1",
            List.of(here, "Sec-Fetch-Site: cross-site"),
            403,
            foreign),
        new Case(
            "POST /api/v1/ingest-jobs HTTP/1.1",
            List.of(here, "Sec-Fetch-Site: cross-site"),
            403,
            foreign),
        new Case(images, List.of(here, "Sec-Fetch-Site: cross-site"), 200, ""),
        new Case(images, List.of("Host: 127.0.0.1:PORT"), 200, ""),
        new Case(images, List.of("Host: [::1]:PORT"), 200, ""),
        new Case(images, List.of("Host: LOCALHOST"), 200, ""),
        new Case(images, List.of("Host: evil.example"), 421, "unknown-host"),
        new Case("GET / HTTP/1.1", List.of("Host: evil.example"), 421, "unknown-host"),
        new Case("GET /health HTTP/1.1", List.of("Host: evil.example"), 421, "unknown-host"),
        new Case("GET /api/v1/images HTTP/1.0", List.of("Accept: */*"), 200, ""));
  }

  @TestFactory
  Stream<DynamicTest> takesItsOwnAndPrograms() {
    return cases()
        .map(
            each -> DynamicTest.dynamicTest(each.line() + " " + each.headers(), () -> check(each)));
  }

  private static void check(Case each) throws IOException {
    String headers = String.join("\r\n", each.headers()).replace("PORT", "" + uri.getPort());
    String head = each.line() + "\r\n" + headers + "\r\n" + FORM;

    RawConnection.Answer answer = RawConnection.exchange(uri, head, "--x--\r\n");

    assertThat(answer.problem()).isEqualTo(each.answer());
    assertThat(answer.status()).isEqualTo(each.status());
    assertThat(answer.text()).contains("Content-Security-Policy: ");
  }
}
