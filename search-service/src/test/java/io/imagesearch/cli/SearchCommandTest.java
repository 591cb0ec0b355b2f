package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.cli.TestService.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SearchCommandTest {
  private static final String FIRST = "0a1b2c3d4e5f".repeat(5) + "0000";
  private static final String SECOND = "9".repeat(64);

  @TempDir Path folder;

  private TestService service;
  private Path query;

  @BeforeEach
  void start() throws IOException {
    service = new TestService();
    query = Files.writeString(folder.resolve("query.jpg"), "query's bytes");
    keep(new Kept(FIRST, "shoes/red/sneaker.jpg", "anna", "{\"group\":\"shoes\",\"price\":12}"));
    keep(new Kept(SECOND, "写真.jpg", "bo", "{}"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void printsResultsAsATable() {
    assertThat(search(query.toString()).out())
        .isEqualToNormalizingNewlines(
            """
               #   score              file                   uploader  attributes            id
               1   0.950  █████████▌  shoes/red/sneaker.jpg  anna      group=shoes price=12  0a1b2c3d4e5f
               2   0.850  ████████▌   写真.jpg               bo                              999999999999
            """);
  }

  @Test
  void keepsTheTableInsideTheScreen() {
    keep(
        new Kept(
            "1".repeat(64),
            "f".repeat(250),
            "u".repeat(64),
            "{\"k\":\"%s\"}".formatted("v".repeat(200))));
    for (int columns : List.of(80, 100, 120)) {
      Screen screen = new Screen(columns, false, false);
      Cli end =
          Cli.run(Map.of(), screen, "search", query.toString(), "--url", service.url().toString());
      assertThat(end.out().lines().map(Printable::columns)).allMatch(width -> width <= columns);
      assertThat(end.out()).contains("####").contains("…ff").contains("uu…");
    }
  }

  @Test
  void letsNoNameSteerTheTerminal() {
    keep(new Kept("1".repeat(64), "x\u001b[2J\u202e.jpg", "eve", "{\"k\":\"\\u001b]0;t\\u0007\"}"));
    assertThat(search(query.toString()).out()).contains("x_[2J_.jpg").doesNotContain("\u001b");
  }

  @Test
  void sendsTheFileAndEachOption() {
    search(
        query.toString(),
        "-k",
        "3",
        "--offset",
        "2",
        "--min-score",
        "0.5",
        "--crop",
        "0,0,0.5,1",
        "--uploader",
        "anna",
        "--attribute",
        "group=shoes",
        "--attributes",
        "{\"price\":12}");
    assertThat(service.lastForm)
        .containsEntry("file", "query's bytes")
        .containsEntry("k", "3")
        .containsEntry("offset", "2")
        .containsEntry("minScore", "0.5")
        .containsEntry("crop", "0,0,0.5,1")
        .containsEntry("uploader", "anna")
        .containsEntry("attributes", "{\"price\":12,\"group\":\"shoes\"}");
  }

  @Test
  void countsRanksFromTheOffset() {
    assertThat(search(query.toString(), "--offset", "40").out()).contains("\n  41 ");
  }

  @Test
  void searchesByTheDigitsThatTheTableShows() {
    search("0a1b2c3d4e5f");
    assertThat(service.lastForm).containsEntry("positive", FIRST);
    search(SECOND);
    assertThat(service.lastForm).containsEntry("positive", SECOND);
    assertThat(service.count("GET")).isEqualTo(1);
  }

  @Test
  void refusesDigitsThatNameNoneOrTwo() {
    assertThat(search("0a1b2c3f").code()).isEqualTo(ExitCode.REFUSED);
    keep(new Kept("9".repeat(63) + "a", "c.jpg", "bo", "{}"));
    Cli end = search("99999999");
    assertThat(end.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(end.err()).contains("More than one");
  }

  @Test
  void prefersAFileToAnId() throws IOException {
    Path file = Files.writeString(folder.resolve("0a1b2c3d4e5f"), "a file");
    search(file.toString());
    assertThat(service.lastForm).containsEntry("file", "a file").doesNotContainKey("positive");
  }

  @Test
  void saysWhatIsNoFileAndNoId() {
    Cli end = search(folder.resolve("none.jpg").toString());
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).contains("none.jpg: there is no such file");
    assertThat(search(folder.toString()).code()).isEqualTo(ExitCode.USAGE);
    assertThat(service.requests).isEmpty();
  }

  @Test
  void printsTheAnswerAsItIs() {
    String json = search(query.toString(), "--json").out();
    assertThat(JsonMapper.shared().readTree(json).path("results")).hasSize(2);
  }

  @Test
  void endsWithOneWhereNothingIsFound() {
    service.images.clear();
    Cli end = search(query.toString());
    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(end.out()).isEmpty();
    assertThat(end.err()).contains("Nothing was found.");
    Cli json = search(query.toString(), "--json");
    assertThat(json.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(json.out()).contains("\"results\":[]");
  }

  @Test
  void printsAProblemInOneLine() {
    service.fail(422, "corrupt-picture", "The JPEG ends\u001b[1m early.");
    Cli end = search(query.toString());
    assertThat(end.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(end.err())
        .isEqualToNormalizingNewlines(
            "error: Title of corrupt-picture: The JPEG ends_[1m early.\n");
  }

  @Test
  void endsWithFiveWhereTheServiceFails() {
    service.fail(500, "internal-error", "The log has the reason.");
    assertThat(search(query.toString()).code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void comesBackToABusyService() {
    service.fail(503, "queue-full", "64 are waiting");
    assertThat(search(query.toString()).code()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void noticesThatSomethingElseAnswers() {
    service.mishaps.add(exchange -> TestService.answer(exchange, 200, "<html>"));
    Cli page = search(query.toString());
    assertThat(page.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(page.err()).contains("is not an image search service");
    service.mishaps.add(exchange -> TestService.answer(exchange, 404, "<html>"));
    assertThat(search(query.toString()).code()).isEqualTo(ExitCode.UNREACHABLE);
    service.mishaps.add(exchange -> {
      exchange.getResponseHeaders().add("Location", "https://shop.example.com/");
      TestService.answer(exchange, 308, "");
    });
    Cli moved = search(query.toString());
    assertThat(moved.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(moved.err()).contains("https://shop.example.com/");
  }

  private void keep(Kept image) {
    service.images.put(image.id(), image);
  }

  private Cli search(String... args) {
    List<String> all = new ArrayList<>(List.of("search"));
    Stream.of(args).forEach(all::add);
    all.addAll(List.of("--url", service.url().toString()));
    return Cli.run(all.toArray(String[]::new));
  }
}
