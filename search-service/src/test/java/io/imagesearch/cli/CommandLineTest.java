package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each command: help, errors, exit codes, and that the documentation is true. */
class CommandLineTest {
  private static final Path DOCUMENT = Path.of("../docs/command-line.md");
  private static final Pattern HELP =
      Pattern.compile("(?s)```text\n\\$ image-search (.*?--help)\n.*?```\n");

  @Test
  void documentShowsTheHelpAsItIs() throws IOException {
    String document = Files.readString(DOCUMENT);
    assertThat(HELP.matcher(document).results()).hasSize(22);
    String upToDate = HELP.matcher(document).replaceAll(CommandLineTest::help);
    Path right = Files.createDirectories(Path.of("target")).resolve("command-line.md");
    Files.writeString(right, upToDate);
    assertThat(document).as("copy %s over it", right.toAbsolutePath()).isEqualTo(upToDate);
  }

  private static String help(MatchResult shown) {
    Cli help = Cli.run(shown.group(1).split(" "));
    assertThat(help.code()).isZero();
    String text = "```text\n$ image-search " + shown.group(1) + "\n" + help.out() + "```\n";
    return Matcher.quoteReplacement(text.replace("\r\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "ingest",
        "search",
        "delete",
        "status",
        "reconcile",
        "export",
        "import",
        "reindex",
        "evaluate",
        "plan",
        "keys",
        "model"
      })
  void helpFits80ColumnsAndEndsWell(String command) {
    Cli help = Cli.run(command, "--help");
    assertThat(help.code()).isEqualTo(ExitCode.FINE);
    assertThat(help.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(help.err()).isEmpty();
  }

  @Test
  void printsTheVersion() {
    assertThat(Cli.run("--version").out()).startsWith("image-search ");
  }

  @Test
  void explainsAnUnknownCommand() {
    Cli end = Cli.run("frobnicate", "x");
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).contains("error: 'frobnicate' is no command", "Usage: image-search");
    assertThat(end.out()).isEmpty();
  }

  @Test
  void explainsAWrongOptionInTwoLines() {
    Cli end = Cli.run("search", "--nonsense", "x.jpg");
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err().lines())
        .containsExactly("error: Unknown option: '--nonsense'", "Try: image-search search --help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:8080", "ftp://host", "http://", "http://user:geheim@host", "a b"})
  void refusesAnAddressWithoutRepeatingIt(String address) {
    Cli end = Cli.run("status", "--url", address);
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).contains("--url").doesNotContain("geheim").doesNotContain("\tat ");
    Cli fromEnvironment = Cli.run(Map.of("IMAGE_SEARCH_URL", address), Cli.SCREEN, "status");
    assertThat(fromEnvironment.code()).isEqualTo(ExitCode.USAGE);
    assertThat(fromEnvironment.err()).contains("IMAGE_SEARCH_URL").doesNotContain("geheim");
  }

  @Test
  void saysInOneLineThatTheServiceIsNotThere() throws IOException {
    URI nowhere = TestService.nowhere();
    Cli end = Cli.run("status", "--url", nowhere.toString());
    assertThat(end.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(end.err().lines())
        .containsExactly("error: No service can be reached at " + nowhere + ": connection refused");
  }

  @Test
  void showsTheCauseOnlyWhenAsked() throws IOException {
    String nowhere = TestService.nowhere().toString();
    assertThat(Cli.run("status", "--url", nowhere).err()).doesNotContain("\tat ");
    assertThat(Cli.run("status", "-v", "--url", nowhere).err()).contains("\tat ");
  }

  @Test
  void sendsTheKeyAndNeverPrintsIt() throws IOException {
    try (TestService service = new TestService()) {
      Map<String, String> environment =
          Map.of("IMAGE_SEARCH_URL", service.url() + "/", "IMAGE_SEARCH_API_KEY", "key-geheim\n");
      Cli end = Cli.run(environment, Cli.SCREEN, "status", "-v");
      assertThat(end.code()).isEqualTo(ExitCode.FINE);
      assertThat(service.authorizations).containsExactly("Bearer key-geheim");
      assertThat(end.out() + end.err()).doesNotContain("geheim");
    }
    Map<String, String> split = Map.of("IMAGE_SEARCH_API_KEY", "key\r\nX-Evil: geheim");
    Cli end = Cli.run(split, Cli.SCREEN, "status", "-v");
    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).contains("IMAGE_SEARCH_API_KEY").doesNotContain("geheim");
  }
}
