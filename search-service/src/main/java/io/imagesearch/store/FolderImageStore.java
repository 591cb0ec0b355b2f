package io.imagesearch.store;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pictures as plain files in a folder; every change is on disk when its call returns. */
final class FolderImageStore implements ImageStore {
  private static final String DOCUMENTS = "documents";

  private final Path root;
  private final Path pending;
  private final PictureFolder pictures;
  private final DurableFiles files;

  /** Opens the folder, or makes it; it must not be in use by another process. */
  FolderImageStore(Path root) {
    this.root = root;
    pending = root.resolve("pending");
    pictures = new PictureFolder(root.resolve("pictures"));
    try {
      files = new DurableFiles(root.resolve("unfinished"));
      Files.createDirectories(pictures.root());
      Files.createDirectories(pending);
      DurableFiles.sync(root);
    } catch (IOException e) {
      throw failure("be opened", e);
    }
  }

  @Override
  public void put(ImageDetails details, byte[] original, byte[] thumbnail) {
    ImageId id = details.id();
    try {
      DurableFiles.createDirectory(pictures.root(), PictureFolder.shardName(id));
      // The original last: it is what makes the picture exist.
      files.write(pictures.thumbnail(id), thumbnail);
      files.write(pictures.details(id), DetailsJson.write(details));
      files.write(pictures.original(id), original);
      DurableFiles.sync(pictures.shard(id));
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  @Override
  public void putDetails(ImageDetails details) {
    ImageId id = details.id();
    try {
      files.write(pictures.details(id), DetailsJson.write(details));
      DurableFiles.sync(pictures.shard(id));
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  @Override
  public boolean contains(ImageId id) {
    return Files.exists(pictures.original(id));
  }

  @Override
  public Optional<byte[]> original(ImageId id) {
    return read(pictures.original(id));
  }

  @Override
  public Optional<byte[]> thumbnail(ImageId id) {
    return Files.exists(pictures.original(id)) ? read(pictures.thumbnail(id)) : Optional.empty();
  }

  @Override
  public Optional<ImageDetails> details(ImageId id) {
    return read(pictures.details(id)).map(DetailsJson::read);
  }

  @Override
  public void deleteDetails(ImageId id) {
    try {
      if (Files.deleteIfExists(pictures.details(id))) {
        DurableFiles.sync(pictures.shard(id));
      }
    } catch (IOException e) {
      throw failure("delete", e);
    }
  }

  @Override
  public void delete(ImageId id) {
    try {
      boolean any = Files.deleteIfExists(pictures.original(id));
      any |= Files.deleteIfExists(pictures.thumbnail(id));
      any |= Files.deleteIfExists(pictures.details(id));
      if (any) {
        DurableFiles.sync(pictures.shard(id));
      }
    } catch (IOException e) {
      throw failure("delete", e);
    }
  }

  @Override
  public List<ImageId> list(Optional<ImageId> after, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 picture");
    }
    try {
      return pictures.list(after, limit);
    } catch (IOException e) {
      throw failure("be listed", e);
    }
  }

  @Override
  public void announce(ImageId id) {
    try {
      Files.createFile(pending.resolve(id.value()));
      // The marker has no bytes: its name is all that must last.
      DurableFiles.sync(pending);
    } catch (FileAlreadyExistsException e) {
      // Announced before a crash, and so already lasting.
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  @Override
  public void settle(ImageId id) {
    try {
      // No sync: a marker that comes back after a crash only has the picture looked at once more.
      Files.deleteIfExists(pending.resolve(id.value()));
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  @Override
  public List<ImageId> unsettled() {
    try {
      return PictureFolder.names(pending, "*").stream()
          .map(ImageId::parse)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw failure("be listed", e);
    }
  }

  @Override
  public Optional<StoredDocument> document(String name) {
    return read(documentFile(name))
        .map(bytes -> new StoredDocument(ImageId.of(bytes).value(), bytes));
  }

  /** The folder is this process's own, so a lock within it is enough. */
  @Override
  public synchronized boolean writeDocument(String name, Optional<String> replaces, byte[] bytes) {
    if (!document(name).map(StoredDocument::version).equals(replaces)) {
      return false;
    }
    try {
      DurableFiles.createDirectory(root, DOCUMENTS);
      files.write(documentFile(name), bytes);
      DurableFiles.sync(root.resolve(DOCUMENTS));
      return true;
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  @Override
  public String kind() {
    return "folder";
  }

  @Override
  public void close() {
    // Nothing is open between calls.
  }

  private Path documentFile(String name) {
    return root.resolve(DOCUMENTS).resolve(name + ".json");
  }

  private Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  private StoreException failure(String what, IOException cause) {
    return new StoreException(
        "The picture folder " + root + " can't " + what + ": " + describe(cause), cause);
  }

  /** A file system's reason ("No space left on device"), or else the exception's kind and file. */
  private static String describe(IOException cause) {
    String kind = cause.getClass().getSimpleName();
    String message = Objects.requireNonNullElse(cause.getMessage(), "");
    return message.startsWith("/") || message.isEmpty() ? kind + " " + message : message;
  }
}
