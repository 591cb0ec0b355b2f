package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir Path folder;

  private TestService service;

  @BeforeEach
  void start() throws IOException {
    service = new TestService();
    service.health =
        """
        {"status": "up", "model":
         {"model": "plane", "version": "7", "fingerprint": "f00", "dimension": 2}}\
        """;
    file("boots/low.jpg", "1 0");
    file("boots/tall.jpg", "0.8 0.6");
    file("shoes/blue.jpg", "0.6 0.8");
    file("shoes/deep/red.jpg", "-0.6 0.8");
    file("hat/only.jpg", "0 -1");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void printsFiguresAndWhereTheyAreWorst() {
    Cli end = evaluate();
    assertThat(end.code()).isEqualTo(ExitCode.FINE);
    assertThat(end.out())
        .isEqualToNormalizingNewlines(
            """
            Model        plane 7
            Pictures     5 in 3 classes
            Queries      4
            No queries   of classes with a single picture: hat

                         found  by chance
            precision@1  0.500      0.250
            recall@1     0.500      0.250
            recall@5     1.000      1.000
            recall@10    1.000      1.000
            mAP          0.708      0.521
            mAP@R        0.500      0.250

            worst classes  queries  precision@1    mAP
            shoes                2        0.500  0.667
            boots                2        0.500  0.750

            most confused  find first  how many      such as
            boots          shoes       1 of 2        tall.jpg, finds blue.jpg
            shoes          boots       1 of 2        blue.jpg, finds tall.jpg
            """);
  }

  @Test
  void asksForEmbeddingsAndForNothingElse() {
    evaluate();
    assertThat(service.requests)
        .containsOnly("GET /api/v1/health", "POST /v1/embeddings")
        .hasSize(2 + 5);
  }

  @Test
  void printsAllOfItAsJson() throws IOException {
    file("hat/notes.txt", "not a picture");
    Cli end = evaluate("--json", "-k", "2,1");
    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    Json figures = Json.parse(end.out());
    assertThat(figures.at("model").at("name").text("")).isEqualTo("plane");
    assertThat(figures.at("skipped").number()).isEqualTo(1);
    assertThat(figures.at("unaskedClasses")).hasToString("[\"hat\"]");
    assertThat(figures.at("found").at("recallAt").fields()).containsOnlyKeys("1", "2");
    assertThat(figures.at("found").at("precisionAt1").number()).isEqualTo(0.5);
    assertThat(figures.at("byChance").at("precisionAt1").number()).isEqualTo(0.25);
    assertThat(figures.at("perClass").elements()).hasSize(2);
    assertThat(figures.at("confusions").elements().getFirst().at("foundClass").text(""))
        .isEqualTo("shoes");
    assertThat(end.err()).containsPattern("hat/notes.txt +unsupported-picture ");
  }

  @Test
  void namesWhatItSkips() throws IOException {
    file("boots/notes.txt", "not a picture");
    file("boots/film.avi", "0 1" + " ".repeat(100));
    file("labels.csv", "no class");
    Path report = folder.resolveSibling(folder.getFileName() + ".jsonl");
    Cli end = evaluate("--max-bytes", "50", "--report", report.toString());
    assertThat(end.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(end.out())
        .containsPattern("boots/notes.txt +unsupported-picture ")
        .containsPattern("boots/film.avi +picture-too-large +103 bytes; --max-bytes is 50")
        .containsPattern("labels.csv +no-class +it is in no subfolder")
        .contains("5 in 3 classes");
    assertThat(Files.readAllLines(report))
        .hasSize(8)
        .anyMatch(line -> line.startsWith("{\"file\":\"hat/only.jpg\",\"outcome\":\"embedded\","));
    Files.delete(report);
  }

  @Test
  void tellsOfCopies() throws IOException {
    file("shoes/copy.jpg", "0.6 0.8");
    assertThat(evaluate().out()).contains("Copies       1 with the bytes of another");
  }

  @Test
  void comesBackToABusyService() {
    service.fail(503, "queue-full", "64 are waiting");
    assertThat(evaluate().code()).isEqualTo(ExitCode.FINE);
    assertThat(service.count("POST")).isEqualTo(6);
  }

  @Test
  void printsNoFiguresOfTwoModels() {
    service.mishaps.add(exchange -> {
      service.health = service.health.replace("f00", "ba5");
      service.mishaps.clear();
      TestService.problem(exchange, 415, "unsupported-picture", "No format begins so.");
    });
    Cli end = evaluate();
    assertThat(end.code()).isEqualTo(ExitCode.FAILED);
    assertThat(end.err()).contains("another model");
    assertThat(end.out()).doesNotContain("mAP");
  }

  @Test
  void endsAtOnceWhereTheKeyIsNotAccepted() {
    for (int i = 0; i < 9; i++) {
      service.fail(401, "unauthorized", "The key is not known.");
    }
    Cli end = evaluate();
    assertThat(end.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(end.err()).contains("Set IMAGE_SEARCH_API_KEY");
    assertThat(end.out()).doesNotContain("mAP");
  }

  @Test
  void noticesThatAnswersAreNoEmbeddings() {
    for (String data : List.of("{}", "{\"data\":[{\"embedding\":\"AAAA\"}]}")) {
      for (int i = 0; i < 9; i++) {
        service.mishaps.add(exchange -> TestService.answer(exchange, 200, data));
      }
      Cli end = evaluate("--patience", "0");
      assertThat(end.code()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(end.err()).contains("is not an image search service");
      service.mishaps.clear();
    }
  }

  @Test
  void refusesWhatCanNotBeMeasured(@TempDir Path other) throws IOException {
    assertThat(evaluate("-k", "0").err()).contains("-k: 0 is less than 1");
    assertThat(evaluate("--k=1,x").code()).isEqualTo(ExitCode.USAGE);
    assertThat(evaluate("--max-bytes", "0").code()).isEqualTo(ExitCode.USAGE);
    assertThat(evaluateFolder(other.resolve("none")).err()).contains("is no folder");
    Files.createDirectories(other.resolve("a"));
    Files.writeString(other.resolve("a/1.jpg"), "1 0");
    Cli single = evaluateFolder(other);
    assertThat(single.code()).isEqualTo(ExitCode.USAGE);
    assertThat(single.err()).contains("two classes");
    Files.createDirectories(other.resolve("b"));
    Files.writeString(other.resolve("b/1.jpg"), "0 1");
    Cli pairless = evaluateFolder(other);
    assertThat(pairless.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(pairless.err()).contains("No class has two pictures");
  }

  @Test
  void refusesMoreThanItCanCompare(@TempDir Path other) throws IOException {
    for (int i = 0; i <= 20_000; i++) {
      Path file = other.resolve(i % 2 + "/" + i);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    Cli end = evaluateFolder(other);
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).contains("20,001 files").contains("at most 20,000");
    assertThat(service.count("POST")).isZero();
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Cli evaluate(String... options) {
    return evaluateFolder(folder, options);
  }

  private Cli evaluateFolder(Path pictures, String... options) {
    List<String> args = new ArrayList<>(List.of("evaluate", pictures.toString()));
    Stream.of(options).forEach(args::add);
    args.addAll(List.of("--url", service.url().toString()));
    return Cli.run(args.toArray(String[]::new));
  }
}
