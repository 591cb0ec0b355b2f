package io.imagesearch.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The files below a folder, in order. Hidden ones are left out, and so is what a symbolic link
 * points to: it could lead out of the folder, or round in circles.
 *
 * @param unreadable folders that can't be listed, as outcomes for the report
 */
record LocalFiles(Path folder, List<Path> files, List<Outcome.Skipped> unreadable, int links) {

  static LocalFiles below(Path folder) throws LocalFileException {
    List<Path> files = new ArrayList<>();
    List<Outcome.Skipped> unreadable = new ArrayList<>();
    int[] links = {0};
    try {
      Path root = folder.toRealPath();
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
              return !entry.equals(root) && isHidden(entry)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isSymbolicLink()) {
                links[0]++;
              } else if (attributes.isRegularFile() && !isHidden(file)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (file.equals(root)) {
                throw e;
              }
              String reason = LocalFileException.reasonOf(e);
              unreadable.add(
                  new Outcome.Skipped(nameOf(root, file), Problem.local("unreadable", reason)));
              return FileVisitResult.CONTINUE;
            }
          });
      Collections.sort(files);
      return new LocalFiles(root, files, unreadable, links[0]);
    } catch (IOException e) {
      throw new LocalFileException(folder, e);
    }
  }

  /** The path below the folder, with forward slashes on each system. */
  String nameOf(Path file) {
    return nameOf(folder, file);
  }

  private static String nameOf(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
