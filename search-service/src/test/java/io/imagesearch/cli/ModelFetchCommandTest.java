package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.artifact.ArchiveServer;
import io.imagesearch.artifact.Archives;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFetchCommandTest {
  private static final byte[] ARCHIVE = Archives.tar("model.json", "{}");

  @TempDir static Path secret;
  @TempDir Path folder;

  @BeforeAll
  static void certify() throws Exception {
    ArchiveServer.certify(secret);
    Files.writeString(secret.resolve("token"), "geheim\n");
  }

  @Test
  void fetchesWithWhatAMountedSecretHas() throws Exception {
    try (ArchiveServer server = new ArchiveServer(secret, ARCHIVE)) {
      Cli end = fetch(server, "/model.tar", Archives.sha256(ARCHIVE).toUpperCase(Locale.ROOT));

      assertThat(end.err()).isEmpty();
      assertThat(end.code()).isEqualTo(ExitCode.FINE);
      assertThat(end.out()).isEqualTo("The model is in " + folder.resolve("model") + "\n");
      assertThat(fetch(server, "/model.tar", Archives.sha256(ARCHIVE)).out()).contains("already");
    }
  }

  @ParameterizedTest
  @CsvSource({"/none, 4", "/broken, 3", "/cut, 3"})
  void saysInOneLineWhatWentWrong(String path, int code) throws Exception {
    try (ArchiveServer server = new ArchiveServer(secret, ARCHIVE)) {
      Cli end = fetch(server, path, Archives.sha256(ARCHIVE));

      assertThat(end.code()).isEqualTo(code);
      assertThat(end.err().lines()).hasSize(1).allMatch(line -> line.startsWith("error: "));
      assertThat(folder.resolve("model")).doesNotExist();
    }
  }

  @Test
  void refusesAnotherArchive() throws Exception {
    try (ArchiveServer server = new ArchiveServer(secret, ARCHIVE)) {
      Cli end = fetch(server, "/model.tar", "0".repeat(64));

      assertThat(end.code()).isEqualTo(ExitCode.USAGE);
      assertThat(end.err()).contains("its SHA-256 is " + Archives.sha256(ARCHIVE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://a/b, abc, 9",
    "http://a/b, 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9, 9",
    "https://a/b, 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9, 0"
  })
  void refusesWhatMakesNoSense(String uri, String sha256, String timeout) {
    Cli end =
        Cli.run(
            "model",
            "fetch",
            "--uri=" + uri,
            "--sha256=" + sha256,
            "--timeout=" + timeout,
            "--to=" + folder.resolve("model"));

    assertThat(end.code()).isEqualTo(ExitCode.USAGE);
    assertThat(end.err()).startsWith("error: --").contains("Try: image-search model fetch --help");
  }

  private Cli fetch(ArchiveServer server, String path, String sha256) {
    return Cli.run(
        "model",
        "fetch",
        "--uri=" + server.uri(path),
        "--sha256=" + sha256,
        "--to=" + folder.resolve("model"),
        "--credentials=" + secret);
  }
}
