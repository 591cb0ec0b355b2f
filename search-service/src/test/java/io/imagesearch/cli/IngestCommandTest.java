package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IngestCommandTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  private TestService service;

  @BeforeEach
  void start() throws IOException {
    service = new TestService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void uploadsEachFileUnderItsPath() throws IOException {
    file("a.jpg");
    file("shoes/red/b \"quoted\" ü 写真.jpg");
    Cli end = ingest("--uploader", "anna");
    assertThat(end.code()).isEqualTo(ExitCode.FINE);
    assertThat(names()).containsExactlyInAnyOrder("a.jpg", "shoes/red/b \"quoted\" ü 写真.jpg");
    assertThat(service.images.values()).allMatch(image -> image.uploader().equals("anna"));
    assertThat(end.out()).containsPattern("Added +2\n").containsPattern("2 of 2 files in .* s");
  }

  @Test
  void sendsAttributesOfBothNotationsAndOfTheFolder() throws IOException {
    file("shoes/red/b.jpg");
    ingest(
        "--attributes", "{\"price\": 12.5, \"season\": \"all\"}",
        "--attribute", "season=summer",
        "--folder-attribute", "group");
    assertThat(service.lastForm.get("attributes"))
        .isEqualTo("{\"price\":12.5,\"season\":\"summer\",\"group\":\"shoes\"}");
  }

  @Test
  void leavesOutHiddenFilesAndLinks() throws IOException {
    file("a.jpg");
    file(".hidden.jpg");
    file(".git/c.jpg");
    Path outside = Files.writeString(elsewhere.resolve("secret.jpg"), "secret");
    Files.createSymbolicLink(folder.resolve("link.jpg"), outside);
    Files.createSymbolicLink(folder.resolve("round"), folder);
    Cli end = ingest();
    assertThat(names()).containsExactly("a.jpg");
    assertThat(end.out()).contains("Symbolic links that were not followed: 2");
  }

  @Test
  void sendsNothingTwice() throws IOException {
    for (int i = 0; i < 20; i++) {
      file(i % 3 + "/" + i + ".jpg");
    }
    ingest();
    assertThat(service.count("POST")).isEqualTo(20);
    Cli again = ingest();
    assertThat(service.count("POST")).isEqualTo(20);
    assertThat(again.code()).isEqualTo(ExitCode.FINE);
    assertThat(again.out()).containsPattern("Existed +20\n");
  }

  @Test
  void bringsEverythingAgainWhenTheServiceWasEmptied() throws IOException {
    file("a.jpg");
    ingest();
    service.images.clear();
    assertThat(ingest().out()).containsPattern("Added +1\n");
  }

  @Test
  void triesAgainWhereTheServiceIsBusyOrTheConnectionBreaks() throws IOException {
    file("a.jpg");
    service.fail(503, "queue-full", "64 are waiting", "Retry-After", "1");
    service.fail(429, "too-many-requests", "slow down");
    service.drop();
    Cli end = ingest();
    assertThat(end.code()).isEqualTo(ExitCode.FINE);
    assertThat(names()).containsExactly("a.jpg");
    assertThat(service.count("POST")).isEqualTo(4);
  }

  @Test
  void skipsWhatIsRefusedAndSaysWhy() throws IOException {
    file("good.jpg");
    Files.writeString(folder.resolve("notes.txt"), "not a picture");
    Path report = elsewhere.resolve("report.jsonl");
    Cli end = ingest("--report", report.toString());
    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(service.count("POST")).isEqualTo(2);
    assertThat(end.out())
        .containsPattern("Skipped +1\n")
        .contains("notes.txt     unsupported-picture  No format of pictures begins so.");
    List<JsonNode> lines =
        Files.readAllLines(report).stream().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).hasSize(2);
    JsonNode skipped = lines.stream().filter(line -> line.has("problem")).findFirst().orElseThrow();
    assertThat(skipped.path("file").asString()).isEqualTo("notes.txt");
    assertThat(skipped.path("problem").asString()).isEqualTo("unsupported-picture");
  }

  @Test
  void doesNotReadWhatIsTooLarge() throws IOException {
    Files.writeString(folder.resolve("large.jpg"), "x".repeat(101));
    Cli end = ingest("--max-bytes", "100");
    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(end.out()).contains("picture-too-large").contains("101 bytes");
    assertThat(service.requests).hasSize(1); // the one that asks whether all is well
  }

  @Test
  void summarisesWhatDoesNotFitTheTable() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(folder.resolve(i + ".txt"), "not a picture " + i);
    }
    Cli end = ingest();
    assertThat(end.out()).contains("… in all 30 unsupported-picture; --report FILE lists each.");
    assertThat(end.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void tellsWrongOptionsOnceInsteadOfForEachFile() throws IOException {
    file("a.jpg");
    file("b.jpg");
    Cli end = ingest("--uploader", "no one");
    assertThat(end.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(end.err())
        .isEqualToNormalizingNewlines(
            "error: Title of invalid-parameter: uploader: an uploader has no blanks\n");
    assertThat(service.count("POST")).isZero();
    assertThat(ingest("--uploader", "new").code()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void endsWhereNoFileCouldBeTakenAnyMore() throws IOException {
    for (int i = 0; i < 50; i++) {
      file(i + ".jpg");
    }
    for (int i = 0; i < 50; i++) {
      service.fail(401, "unauthorized", "The key is not known.");
    }
    Cli end = ingest("--parallel", "2");
    assertThat(end.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(end.err())
        .contains("The key is not known. Set IMAGE_SEARCH_API_KEY to a key of this service.");
    assertThat(end.out()).contains("Not reached");
    assertThat(service.count("POST")).isLessThanOrEqualTo(2);
  }

  @Test
  void givesUpOnAServiceThatStaysBusy() throws IOException {
    for (int i = 0; i < 30; i++) {
      file(i + ".jpg");
      service.fail(503, "queue-full", "64 are waiting");
    }
    Cli end = ingest("--parallel", "1", "--patience", "0");
    assertThat(end.code()).isEqualTo(ExitCode.FAILED);
    assertThat(end.err()).contains("64 are waiting");
    assertThat(service.count("POST")).isEqualTo(8);
  }

  @Test
  void endsWhereTheServiceIsGone() throws IOException {
    for (int i = 0; i < 20; i++) {
      file(i + ".jpg");
    }
    service.mishaps.add(exchange -> dieWith(exchange));
    Cli end = ingest("--parallel", "1", "--patience", "0");
    assertThat(end.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(end.out()).contains("Not reached");
    Cli later = ingest();
    assertThat(later.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(later.out()).isEmpty();
  }

  @Test
  void refusesWhatIsNoFolderAndFindsNothingInAnEmptyOne() throws IOException {
    assertThat(ingest().code()).isEqualTo(ExitCode.INCOMPLETE);
    Path file = file("a.jpg");
    Cli end = Cli.run("ingest", file.toString(), "--url", service.url().toString());
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).contains("is no folder");
    assertThat(ingest("--report", folder.toString()).code()).isEqualTo(ExitCode.USAGE);
    assertThat(ingest("--attributes", "[1]").code()).isEqualTo(ExitCode.USAGE);
    assertThat(ingest("--parallel", "0").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shortensPathsThatTheServiceWouldNotTake() throws IOException {
    String outer = "o".repeat(200);
    file(outer + "/" + "i".repeat(200) + "/a.jpg");
    assertThat(ingest().code()).isEqualTo(ExitCode.FINE);
    assertThat(names()).containsExactly("i".repeat(200) + "/a.jpg");
  }

  private void dieWith(HttpExchange exchange) {
    exchange.close();
    service.close();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "picture " + name);
  }

  private Set<String> names() {
    return service.images.values().stream()
        .map(TestService.Kept::fileName)
        .collect(Collectors.toSet());
  }

  private Cli ingest(String... options) {
    List<String> args = new ArrayList<>(List.of("ingest", folder.toString()));
    Stream.of(options).forEach(args::add);
    args.addAll(List.of("--url", service.url().toString()));
    return Cli.run(args.toArray(String[]::new));
  }
}
