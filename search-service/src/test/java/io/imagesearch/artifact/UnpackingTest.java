package io.imagesearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.artifact.ArtifactException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives whose digest is right, and whose maker is not. */
class UnpackingTest {
  private static final long MAX = 1 << 16;

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void makeFolder() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "./", "efficientnet-lite0/", "./m/"})
  void takesFilesSideBySide(String where) throws Exception {
    unpack(Archives.tar(where + "model.json", "{}", where + "model.pt", "weights"));

    assertThat(model.resolve("model.json")).hasContent("{}");
    assertThat(model.resolve("model.pt")).hasContent("weights");
  }

  static Stream<Arguments> bad() {
    String json = "model.json";
    return Stream.of(
        Arguments.of("climbs", Archives.tar(json, "{}", "../evil", "x")),
        Arguments.of(
            "climbs from a folder", Archives.tar("m/model.json", "{}", "m/../../evil", "x")),
        Arguments.of("absolute", Archives.tar(json, "{}", "/evil", "x")),
        Arguments.of("deep", Archives.tar("a/b/model.json", "{}")),
        Arguments.of("hidden", Archives.tar(json, "{}", "._model.json", "x")),
        Arguments.of("backslash", Archives.tar(json, "{}", "..\\evil", "x")),
        Arguments.of("two folders", Archives.tar("a/model.json", "{}", "b/model.pt", "x")),
        Arguments.of("twice", Archives.tar(json, "{}", json, "{}")),
        Arguments.of("long name", Archives.tar(json, "{}", "x".repeat(200), "x")),
        Arguments.of("symbolic link", Archives.with(TarConstants.LF_SYMLINK, "l", "/etc/passwd")),
        Arguments.of("hard link", Archives.with(TarConstants.LF_LINK, "l", "/etc/passwd")),
        Arguments.of("device", Archives.with(TarConstants.LF_CHR, "d", "")),
        Arguments.of("pipe", Archives.with(TarConstants.LF_FIFO, "p", "")),
        Arguments.of("nothing", Archives.tar()),
        Arguments.of("no manifest", Archives.tar("model.pt", "x")),
        Arguments.of("many", many()),
        Arguments.of("large", Archives.tar(json, "x".repeat((int) MAX + 1))),
        Arguments.of("bomb", Archives.gzip(Archives.tar(json, "0".repeat(1 << 22)))),
        Arguments.of("no tar", "<html>not found</html>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("cut gzip", cut(Archives.gzip(Archives.tar(json, "{}")))),
        Arguments.of("cut tar", cut(Archives.tar(json, "x".repeat(9000)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void refuses(String what, byte[] archive) throws IOException {
    assertThatThrownBy(() -> unpack(archive))
        .as(what)
        .isInstanceOfSatisfying(
            ArtifactException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE));
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model", "archive");
    }
  }

  @Test
  void namesWhatItRefusesWithoutItsTricks() {
    assertThatThrownBy(() -> unpack(Archives.tar("model.json", "{}", "a\nb\u001b[31m", "x")))
        .hasMessageContaining("'a?b?[31m'");
  }

  private void unpack(byte[] bytes) throws IOException, ArtifactException {
    Path archive = Files.write(folder.resolve("archive"), bytes);
    Unpacking.unpack(archive, model, MAX);
  }

  private static byte[] many() {
    String[] files = new String[200];
    for (int i = 0; i < 200; i += 2) {
      files[i] = "f" + i;
      files[i + 1] = "x";
    }
    return Archives.tar(files);
  }

  private static byte[] cut(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }
}
