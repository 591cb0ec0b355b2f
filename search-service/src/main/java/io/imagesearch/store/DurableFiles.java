package io.imagesearch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes files that are there whole or not at all, whenever the process or the machine stops: into
 * a temporary file, its bytes synced, then renamed. A rename is only as lasting as its directory's
 * sync, which is left to the caller: one sync serves several renames.
 */
public final class DurableFiles {
  private final Path temporary;

  /** The temporary folder is emptied: what lies in it was left by a process that was killed. */
  DurableFiles(Path temporary) throws IOException {
    this.temporary = Files.createDirectories(temporary);
    try (Stream<Path> leftovers = Files.list(temporary)) {
      for (Path leftover : leftovers.toList()) {
        Files.delete(leftover);
      }
    }
  }

  void write(Path target, byte[] content) throws IOException {
    replace(temporary.resolve(UUID.randomUUID().toString()), target, content);
  }

  /**
   * Writes one file by way of another, which must not exist and is on the same file system.
   *
   * @param attributes of the file from its first moment, such as who may read it
   */
  public static void replace(
      Path unfinished, Path target, byte[] content, FileAttribute<?>... attributes)
      throws IOException {
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              attributes)) {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        // Before the rename: else a crash could leave the name with an empty file behind it.
        channel.force(true);
      }
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Makes the directory's present names last. */
  public static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Creates the directory; syncs its parent only when it is new. */
  static void createDirectory(Path parent, String name) throws IOException {
    Path directory = parent.resolve(name);
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      sync(parent);
    }
  }
}
