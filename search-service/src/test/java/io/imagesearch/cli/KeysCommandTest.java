package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.access.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys by the command line, which needs no service. */
class KeysCommandTest {
  @TempDir Path data;

  @Test
  void printsTheKeyAloneOnTheStandardOutput() throws IOException {
    Cli made = keys("create", "shop", "--role", "write", "--uploader", "shop");

    assertThat(made.code()).isEqualTo(ExitCode.FINE);
    assertThat(made.out()).matches("isk_[0-9a-v]{8}_[0-9a-v]{52}\n");
    assertThat(made.err())
        .contains(made.out().substring(4, 12), "From now on", "not shown again")
        .doesNotContain(made.out().strip());
    assertThat(Files.readString(data.resolve("keys.json")))
        .doesNotContain(made.out().substring(13).strip());
    assertThat(keys("create", "root", "--role", "admin").err()).contains("within two seconds");
  }

  @Test
  void listsThemAsATable() {
    String shop =
        keys(
                "create",
                "shop",
                "--role=write",
                "--uploader=shop",
                "--uploader=returns",
                "--reads-all",
                "--requests-per-minute=600",
                "--pictures-per-hour=1000")
            .out();
    String root = keys("create", "root", "--role", "admin").out();
    keys("revoke", id(root));

    List<String> table = keys("list").out().lines().toList();

    assertThat(table).hasSize(3);
    assertThat(table.get(0)).matches("id +name +role +uploaders +quotas +created +state");
    assertThat(table.get(1))
        .matches(
            id(shop)
                + "  shop  write  shop, returns \\(reads all\\)  600/min, 1000 pictures/h  2.*  active");
    assertThat(table.get(2)).matches(id(root) + "  root  admin  all +-  +2.*  revoked");
  }

  @Test
  void listsThemAsJson() {
    String root = keys("create", "root", "--role", "admin").out();

    Json list = Json.parse(keys("list", "--json").out());

    assertThat(list.at("required").text("")).isEqualTo("true");
    Json key = list.at("keys").elements().getFirst();
    assertThat(key.at("id").text("")).isEqualTo(id(root));
    assertThat(key.fields())
        .containsOnlyKeys("id", "name", "role", "uploaders", "readsAll", "quotas", "createdAt");
  }

  @Test
  void saysThatNoKeyIsAskedFor() {
    Cli list = keys("list");

    assertThat(list.code()).isEqualTo(ExitCode.FINE);
    assertThat(list.err()).contains("the service asks for no key");
    assertThat(keys("list", "--json").out()).isEqualTo("{\"required\":false,\"keys\":[]}\n");
  }

  @Test
  void revokesOnceAndNamesWhatIsNotThere() {
    String root = keys("create", "root", "--role", "admin").out();

    assertThat(keys("revoke", id(root)).out()).isEqualTo("revoked " + id(root) + " (root)\n");
    assertThat(keys("revoke", id(root)).code()).isEqualTo(ExitCode.FINE);
    Cli unknown = keys("revoke", "00000000");
    assertThat(unknown.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(unknown.err()).contains("There is no key 00000000 in " + data);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create x",
        "create x --role root",
        "create x --role write",
        "create x --role admin --uploader ann",
        "create x --role read --reads-all",
        "create x --role read --uploader a/b",
        "create x --role read --requests-per-minute 0",
        "create x --role read --pictures-per-hour many",
        "create a\nb --role read",
        "create --role read",
        "create x --role read --file f",
        "revoke",
        "rotate"
      })
  void refusesWhatMakesNoSense(String line) {
    Cli end = keys(line.split(" "));

    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).startsWith("error: ");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void namesABrokenFileInOneLine() throws IOException {
    Files.writeString(data.resolve("keys.json"), "{");

    Cli end = keys("list");

    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err().lines()).hasSize(1);
    assertThat(end.err()).contains("error: the key file " + data, "it is no JSON");
  }

  @Test
  void findsTheFileByOptionOrEnvironment() {
    Path file = data.resolve("mine.json");
    Cli.run(
        Map.of("IMAGE_SEARCH_ACCESS_KEYS", file.toString(), "IMAGE_SEARCH_DATA", "/nowhere"),
        Cli.SCREEN,
        "keys",
        "create",
        "a",
        "--role=read");
    Cli.run(
        Map.of("IMAGE_SEARCH_DATA", data.toString()),
        Cli.SCREEN,
        "keys",
        "create",
        "b",
        "--role=read");
    Cli.run("keys", "create", "c", "--role=read", "--file=" + file);

    assertThat(new KeyFile(file).read().orElseThrow()).hasSize(2);
    assertThat(new KeyFile(data.resolve("keys.json")).read().orElseThrow()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "list", "revoke"})
  void helpFits80Columns(String command) {
    Cli help = Cli.run("keys", command, "--help");

    assertThat(help.code()).isEqualTo(ExitCode.FINE);
    assertThat(help.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  private Cli keys(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "keys";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--data=" + data;
    return Cli.run(all);
  }

  private static String id(String key) {
    return key.substring(4, 12);
  }
}
