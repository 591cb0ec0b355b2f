package io.imagesearch.access;

import io.imagesearch.image.Uploader;
import io.imagesearch.store.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** The file that keys are kept in, without their secrets; its being there makes keys required. */
public final class KeyFile {
  private static final int MAX_BYTES = 1 << 20;

  /** A file lock is between processes; within one, a second claim to it is an error. */
  private static final Lock IN_THIS_PROCESS = new ReentrantLock();

  private final Path path;

  public KeyFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  public Path path() {
    return path;
  }

  /**
   * Its keys, revoked ones too; empty where there is no file.
   *
   * @throws AccessException when it can't be read, or is no file of keys
   */
  public Optional<List<AccessKey>> read() {
    return readBytes().map(this::parse);
  }

  /** Adds a key; makes the file where there is none. */
  public NewKey create(
      String name,
      Role role,
      List<Uploader> uploaders,
      boolean readsAll,
      Quotas quotas,
      Instant now) {
    KeyText text = KeyText.random();
    AccessKey key =
        new AccessKey(
            text.id(), name, role, uploaders, readsAll, quotas, now, null, text.secretSha256());
    change(keys -> {
      List<AccessKey> more = new ArrayList<>(keys);
      more.add(key);
      return more;
    });
    return new NewKey(key, text);
  }

  /** The revoked key; empty where there is none with this id. It stays listed. */
  public Optional<AccessKey> revoke(String id, Instant now) {
    if (read().isEmpty()) {
      return Optional.empty(); // and nothing is made of what was asked for in the wrong folder
    }
    List<AccessKey> changed =
        change(keys ->
            keys.stream()
                .map(key -> key.id().equals(id) && !key.isRevoked() ? key.revoked(now) : key)
                .toList());
    return changed.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  Optional<byte[]> readBytes() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new AccessException("the key file " + path + " has more than 1 MiB");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("be read", e);
    }
  }

  List<AccessKey> parse(byte[] bytes) {
    try {
      return KeyFileFormat.read(bytes);
    } catch (IllegalArgumentException e) {
      throw new AccessException("the key file " + path + " can't be used: " + e.getMessage(), e);
    }
  }

  /** One change at a time, also of several processes; a reader sees the old file or the new one. */
  private List<AccessKey> change(UnaryOperator<List<AccessKey>> change) {
    Path folder = Objects.requireNonNull(path.getParent(), "a file is in a folder");
    IN_THIS_PROCESS.lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel lock =
              FileChannel.open(
                  path.resolveSibling("." + path.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = lock.lock()) {
        List<AccessKey> before = read().orElse(List.of());
        List<AccessKey> after = change.apply(before);
        if (!after.equals(before)) {
          write(folder, KeyFileFormat.write(after));
        }
        return after;
      }
    } catch (IOException e) {
      throw failure("be changed", e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private void write(Path folder, byte[] content) throws IOException {
    // Through a link to where the file is, which a rename would otherwise cut off.
    Path target = Files.exists(path) ? path.toRealPath() : path;
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    DurableFiles.replace(unfinished, target, content, ownerOnly(folder));
    DurableFiles.sync(Objects.requireNonNullElse(target.getParent(), folder));
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private AccessException failure(String what, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException _ -> "permission denied";
          case FileAlreadyExistsException exists -> exists.getFile() + " is no folder";
          case FileSystemException system when system.getReason() != null -> system.getReason();
          default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    return new AccessException("the key file " + path + " can't " + what + ": " + reason, e);
  }
}
