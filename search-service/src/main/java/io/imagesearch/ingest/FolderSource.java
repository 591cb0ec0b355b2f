package io.imagesearch.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A folder on the server. Symbolic links are not followed: they could lead out of the roots. */
record FolderSource(Path folder) implements IngestSource {

  @Override
  public List<String> items() throws IOException {
    List<String> items = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isHidden(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
              items.add(folder.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) {
              throw e;
            }
            items.add(folder.relativize(file).toString().replace('\\', '/'));
            return FileVisitResult.CONTINUE; // reading it fails again and names it as an error
          }
        });
    Collections.sort(items);
    return items;
  }

  @Override
  public long size(String item) throws IOException {
    return Files.size(folder.resolve(item));
  }

  @Override
  public byte[] read(String item, int most) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(item), LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(most + 1);
    }
  }

  @Override
  public void close() {}

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && IngestSource.isHidden(name.toString());
  }
}
