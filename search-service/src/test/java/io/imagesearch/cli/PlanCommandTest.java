package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.WrittenDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans as a person asks for them; PlannerTest has the sums. */
class PlanCommandTest {
  private static final Path DOCUMENT = Path.of("../docs/planning.md");
  private static final Pattern SHOWN =
      Pattern.compile("(?s)```console\n\\$ image-search (plan [^\n]* --table)\n.*?```\n");
  private static final Pattern COMMAND =
      Pattern.compile("\\$ image-search (plan [^\n]*) > cluster\\.yaml");

  @TempDir private Path folder;

  @Test
  void documentShowsTablesAsTheyAre() throws IOException {
    String document = Files.readString(DOCUMENT);
    assertThat(SHOWN.matcher(document).results()).hasSizeGreaterThanOrEqualTo(2);
    WrittenDocument.check(DOCUMENT, SHOWN.matcher(document).replaceAll(PlanCommandTest::shown));
  }

  /** The example, and the one of which a simulation is made. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../examples/kubernetes/planned",
        "../operator/src/test/resources/plane/large",
      })
  void isWrittenAsItsCommandPrints(Path folder) throws IOException {
    Matcher command = COMMAND.matcher(Files.readString(folder.resolve("README.md")));
    assertThat(command.find()).isTrue();
    Cli plan = Cli.run(command.group(1).split(" "));
    assertThat(plan.code()).isEqualTo(ExitCode.FINE);
    WrittenDocument.check(folder.resolve("cluster.yaml"), plan.out());
  }

  @Test
  void growthIsPlannedFor() {
    Cli today = plan("--pictures=1000000", "--searches=10");
    Cli later = plan("--pictures=1000000", "--growth=10", "--months=12", "--searches=10");
    Cli asMany = plan("--pictures=3138428", "--searches=10");
    assertThat(later.out()).isEqualTo(asMany.out()).isNotEqualTo(today.out());
  }

  @Test
  void refusesWhatNobodyMeasured() {
    Cli refused = plan("--pictures=1000", "--searches=1", "--gpu");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("nobody has measured embed-gpu-ms here");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void takesCostsOfOnesOwn() throws IOException {
    Path costs = folder.resolve("ours.json");
    Files.writeString(costs, "{\"machine\": \"our node\", \"costs\": {\"embed-gpu-ms\": 1.5}}");
    Cli plan = plan("--pictures=1000", "--searches=1", "--gpu", "--costs=" + costs);
    assertThat(plan.out()).contains("gpu:", "; our node\n");

    Files.writeString(costs, "{\"machine\": \"our node\", \"costs\": {\"gpu\": 1}}");
    assertThat(plan("--pictures=1", "--searches=1", "--costs=" + costs).err())
        .contains(costs + " has a cost \"gpu\"");
    Cli missing = plan("--pictures=1", "--searches=1", "--costs=" + folder.resolve("none"));
    assertThat(missing.code()).isNotEqualTo(ExitCode.FINE);
    assertThat(missing.err()).contains("none");
  }

  private static Cli plan(String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "plan";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Cli.run(words);
  }

  private static String shown(MatchResult block) {
    Cli plan = Cli.run(block.group(1).split(" "));
    assertThat(plan.err()).isEmpty();
    return Matcher.quoteReplacement(
        "```console\n$ image-search " + block.group(1) + "\n" + plan.out() + "```\n");
  }
}
