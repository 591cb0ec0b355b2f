package io.imagesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options and cache {@code search-service/start} gives a process. */
class StartTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "service, ''",
    "service, serve",
    "service, --server.port=80",
    "service, serve --image-search.role=api",
    "cluster, serve --image-search.role=api --image-search.index.kind=milvus",
    "cluster, --image-search.index.kind=milvus",
    "cluster, serve --image-search.role=embedder",
    "cluster, search shoe.jpg",
    "cluster, --help",
    "service, --image-search.role=embedder --image-search.role=all"
  })
  void givesVectorInstructionsToWhatHasAnIndexOfItsOwn(String form, String arguments)
      throws Exception {
    assertThat(form(List.of("IMAGE_SEARCH_DATA=/data"), arguments)).isEqualTo(form);
  }

  @Test
  void readsTheEnvironmentToo() throws Exception {
    assertThat(form(List.of("IMAGE_SEARCH_ROLE=embedder"), "serve")).isEqualTo("cluster");
    assertThat(form(List.of("IMAGE_SEARCH_INDEX_KIND=milvus"), "serve")).isEqualTo("cluster");
    assertThat(form(List.of("IMAGE_SEARCH_ROLE=embedder"), "serve --image-search.role=all"))
        .isEqualTo("service");
  }

  /** What is started instead of java prints what it was given. */
  private String form(List<String> environment, String arguments) throws Exception {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    Path start = folder.resolve("start");
    Files.copy(Path.of("start"), start, StandardCopyOption.REPLACE_EXISTING);
    List<String> own = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(environment);
    command.addAll(List.of("sh", start.toString()));
    command.addAll(own);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> given =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();

    String options = given.getFirst();
    String form = options.substring(options.lastIndexOf('/') + 1).replace(".options", "");
    List<String> expected = new ArrayList<>();
    expected.add("@%s/%s.options".formatted(folder, form));
    expected.add("-XX:AOTCache=%s/%s.aot".formatted(folder, form));
    expected.addAll(List.of("-jar", folder + "/image-search.jar"));
    expected.addAll(own);
    assertThat(given).isEqualTo(expected);
    return form;
  }
}
