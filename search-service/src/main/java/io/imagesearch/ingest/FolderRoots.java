package io.imagesearch.ingest;

import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The folders that jobs may read. What is outside gets one answer, whether it exists or not. */
final class FolderRoots {
  private final List<Path> roots;

  FolderRoots(List<Path> roots) {
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
  }

  /** The folder's real path; a relative one is looked up below each root in turn. */
  Path resolve(String folder) {
    List<Path> inside =
        roots.stream().map(root -> below(root, folder)).filter(this::isBelowARoot).toList();
    if (inside.isEmpty()) {
      throw notAllowed(folder);
    }
    Path found =
        inside.stream().filter(Files::isDirectory).findFirst().orElseThrow(() -> notFound(folder));
    try {
      Path real = found.toRealPath();
      // A symbolic link below a root may still lead out of it.
      if (roots.stream().noneMatch(root -> real.startsWith(realRoot(root)))) {
        throw notAllowed(folder);
      }
      return real;
    } catch (IOException e) {
      throw notFound(folder);
    }
  }

  private boolean isBelowARoot(Path path) {
    return roots.stream().anyMatch(path::startsWith);
  }

  private static Path below(Path root, String folder) {
    try {
      return root.resolve(folder).normalize();
    } catch (InvalidPathException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "folder: is no path on this system", e);
    }
  }

  private static Path realRoot(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root;
    }
  }

  private static ProblemException notAllowed(String folder) {
    return new ProblemException(
        ProblemType.FOLDER_NOT_ALLOWED, "Folder " + folder + " is not below a configured root.");
  }

  private static ProblemException notFound(String folder) {
    return new ProblemException(
        ProblemType.FOLDER_NOT_FOUND, "There is no folder " + folder + " on the server.");
  }
}
