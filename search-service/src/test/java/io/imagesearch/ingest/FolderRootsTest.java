package io.imagesearch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRootsTest {
  @TempDir Path folder;
  private Path root;
  private FolderRoots roots;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectories(folder.resolve("pictures"));
    Files.createDirectories(root.resolve("shoes"));
    Files.createDirectories(folder.resolve("pictures-of-others"));
    roots = new FolderRoots(List.of(root));
  }

  @Test
  void findsFoldersBelowARoot() throws IOException {
    assertThat(roots.resolve("shoes")).isEqualTo(root.resolve("shoes").toRealPath());
    assertThat(roots.resolve(root.toString())).isEqualTo(root.toRealPath());
    assertThat(roots.resolve(".")).isEqualTo(root.toRealPath());
  }

  @Test
  void answersTheSameForWhatIsOutsideWhetherItExistsOrNot() {
    assertRefused("/etc", ProblemType.FOLDER_NOT_ALLOWED);
    assertRefused("/no-such-folder", ProblemType.FOLDER_NOT_ALLOWED);
    assertRefused("..", ProblemType.FOLDER_NOT_ALLOWED);
    assertRefused("shoes/../../pictures-of-others", ProblemType.FOLDER_NOT_ALLOWED);
  }

  @Test
  void doesNotFollowALinkOutOfARoot() throws IOException {
    Files.createSymbolicLink(root.resolve("out"), folder.resolve("pictures-of-others"));

    assertRefused("out", ProblemType.FOLDER_NOT_ALLOWED);
  }

  @Test
  void saysThatAFolderBelowARootIsMissing() {
    assertRefused("hats", ProblemType.FOLDER_NOT_FOUND);
  }

  @Test
  void allowsNothingWithoutRoots() {
    roots = new FolderRoots(List.of());

    assertRefused("shoes", ProblemType.FOLDER_NOT_ALLOWED);
  }

  private void assertRefused(String path, ProblemType type) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> roots.resolve(path))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(type));
  }
}
