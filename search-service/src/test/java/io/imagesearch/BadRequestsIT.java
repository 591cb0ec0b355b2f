package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.Client.Answer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a request, the answer is a documented problem with the right status. */
class BadRequestsIT {

  @TempDir static Path data;
  @TempDir static Path root;
  private static RunningService service;
  private static Client client;
  private static String known;

  @BeforeAll
  static void start() {
    service = RunningService.start(data, "--image-search.ingest.roots=" + root);
    client = service.client();
    known =
        client.upload("known.jpg", BadRequest.PICTURE).json().at("/items/0/image/id").asString();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Stream<DynamicTest> answersADocumentedProblem() {
    return BadRequest.all(known).stream()
        .map(each -> DynamicTest.dynamicTest(each.what(), () -> check(each)));
  }

  @Test
  void triesAtLeastForty() {
    assertThat(BadRequest.all(known)).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void staysOfUseAndKeepsNothingOfThem() {
    BadRequest.all(known).forEach(BadRequestsIT::check);
    long before = liveHeap();

    for (int round = 0; round < 3; round++) {
      BadRequest.all(known).forEach(BadRequestsIT::check);
    }

    long grown = liveHeap() - before;
    System.out.printf(
        "live heap after 1 round: %d kB, after 4: %+d kB%n", before >> 10, grown >> 10);
    // One upload of 100 MB that stayed would show; class data and caches still settle a little.
    assertThat(grown).isLessThan(16 << 20);
    assertThat(client.search(BadRequest.PICTURE, 1).json().at("/results/0/id").asString())
        .isEqualTo(known);
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void check(BadRequest each) {
    long began = System.nanoTime();

    Answer answer = each.request().apply(client);

    long milliseconds = (System.nanoTime() - began) / 1_000_000;
    System.out.printf(
        "%4d ms  %d  %-24s %s%n", milliseconds, answer.status(), each.problem(), each.what());
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.status()).isEqualTo(each.status());
    assertThat(answer.problem()).isEqualTo(each.problem());
    assertThat(answer.json().path("detail").asString("")).isNotBlank();
    assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
        .doesNotContain("Exception", "\tat ", "io.imagesearch", "java.", "org.")
        .doesNotContain(data.toString(), root.toString());
  }
}
