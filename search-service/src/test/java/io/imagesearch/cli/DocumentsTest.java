package io.imagesearch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** What the documents tell a reader to open or to type is there, and is understood. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "data", ".git");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern OWN =
      Pattern.compile("^(?:[A-Z_]+=\\S+ )*(?:image-search|java -jar \\S+\\.jar) (.*)");
  private static final Pattern ADDRESS = Pattern.compile("localhost:8080(/[\\w/.-]*)");
  private static final Pattern MANIFEST = Pattern.compile("kubectl .*-f ([^A-Z]\\S+)");
  private static final Pattern PROGRAM = Pattern.compile("(?:dev|k8s-tests)/[\\w/-]+");

  /** What others build meanwhile, beside these tests, comes and goes, and is passed by. */
  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              documents.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    documents.sort(null);
    return documents;
  }

  @Test
  void areThere() throws IOException {
    assertThat(documents()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    String prose = FENCED.matcher(Files.readString(document)).replaceAll("");
    List<String> dead =
        LINK.matcher(prose)
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.matches("(?:https?|mailto):.*"))
            .filter(link -> !leadsSomewhere(document, link))
            .toList();
    assertThat(dead).isEmpty();
  }

  private static boolean leadsSomewhere(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    try {
      return Files.exists(target)
          && (parts.length == 1 || headings(Files.readString(target)).contains(parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As forges name them: lower case, a hyphen for a space, and no other signs. */
  private static List<String> headings(String text) {
    return FENCED
        .matcher(text)
        .replaceAll("")
        .lines()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void shellUnderstandsWhatIsTyped(Path document) throws Exception {
    for (String typed : blocks(document, "sh")) {
      Process shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
      try (var input = shell.outputWriter()) {
        input.write(typed);
      }
      String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
      assertThat(shell.waitFor()).as("%s%n%s", typed, said).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void programsUnderstandTheirArguments(Path document) throws IOException {
    for (String line : typed(document)) {
      OWN.matcher(line).results().map(own -> own.group(1)).forEach(DocumentsTest::parse);
      assertAll(line, ADDRESS, path -> paths().anyMatch(path::matches));
      assertAll(line, PROGRAM, path -> Files.exists(ROOT.resolve(path)));
      assertAll(
          line,
          MANIFEST,
          path -> Files.exists(ROOT.resolve(path)) || Files.exists(document.resolveSibling(path)));
      if (line.startsWith("make ")) {
        assertThat(Files.readString(ROOT.resolve("Makefile")))
            .contains("\n" + line.substring("make ".length()).replaceFirst(" .*", "") + ":");
      }
    }
  }

  private static void assertAll(String line, Pattern pattern, Predicate<String> right) {
    List<String> wrong =
        pattern
            .matcher(line)
            .results()
            .map(found -> found.group(found.groupCount()))
            .filter(right.negate())
            .toList();
    assertThat(wrong).as(line).isEmpty();
  }

  /** Without running it: the service's own settings go by, whatever they are. */
  private static void parse(String arguments) {
    List<String> words = new ArrayList<>(List.of(arguments.strip().split("\\s+")));
    if (words.getFirst().startsWith("--") || words.getFirst().equals("serve")) {
      return;
    }
    CommandLine line = ImageSearchCommand.commandLine(new HashMap<>(), Cli.SCREEN);
    line.parseArgs(words.toArray(String[]::new));
  }

  private static List<String> blocks(Path document, String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(document))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** Commands, each on one line, without what is said about them. */
  private static List<String> typed(Path document) throws IOException {
    Stream<String> prompted =
        blocks(document, "console").stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("$ "))
            .map(line -> line.substring(2));
    return Stream.concat(
            blocks(document, "sh").stream()
                .flatMap(block -> block.replaceAll("\\\\\n\\s*", " ").lines()),
            prompted)
        .map(line -> line.replaceFirst("\\s+[#&|>].*|\\s*\\|$", "").strip())
        .toList();
  }

  /** What is served, as expressions. */
  private static Stream<String> paths() {
    try {
      Map<String, Map<String, ?>> served =
          new Yaml().load(Files.readString(ROOT.resolve("docs/openapi.yaml")));
      return Stream.concat(
          Stream.of("/health"),
          Objects.requireNonNull(served.get("paths")).keySet().stream()
              .map(path -> path.replaceAll("\\{\\w+}", "[^/]+")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
