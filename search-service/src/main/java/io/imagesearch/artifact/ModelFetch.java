package io.imagesearch.artifact;

import io.imagesearch.artifact.ArtifactException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Puts the model of an archive into a folder. The folder is there when all of it is, and never with
 * anything but what has the digest.
 *
 * @param sha256 of the archive, in lower-case hexadecimal
 * @param folder that is made, in one that is there
 * @param maxBytes of the archive, and of what is in it
 * @param patience for all of it
 */
public record ModelFetch(String sha256, Path folder, long maxBytes, Duration patience) {
  /** Beside the model's files: which archive they came from. */
  private static final String ORIGIN = "archive.sha256";

  private static final String WORK = ".fetch-";

  /** How it ended. */
  public enum Outcome {
    FETCHED,
    THERE_ALREADY
  }

  /**
   * Fetches it, unless it is there.
   *
   * @throws ArtifactException when it can't be had within its time; there is no folder then
   * @throws IllegalArgumentException when the address is of no kind that is known
   */
  public Outcome from(URI uri, SourceCredentials credentials)
      throws ArtifactException, InterruptedException {
    ArchiveSource source = ArchiveSource.of(uri, credentials);
    if (isThere()) {
      return Outcome.THERE_ALREADY;
    }
    InTime.run(patience, () -> fetch(source));
    return Outcome.FETCHED;
  }

  private void fetch(ArchiveSource source)
      throws IOException, ArtifactException, InterruptedException {
    Path work = workFolder();
    try {
      Path archive = work.resolve("archive");
      Download.fetch(source, archive, sha256, maxBytes);
      Path model = Files.createDirectory(work.resolve("model"));
      Unpacking.unpack(archive, model, maxBytes);
      Files.writeString(model.resolve(ORIGIN), sha256 + "\n");
      Files.deleteIfExists(folder);
      Files.move(model, folder);
    } finally {
      Folders.remove(work);
    }
  }

  /** An empty folder is as good as none; one with other contents is somebody's. */
  private boolean isThere() throws ArtifactException {
    try {
      if (!Files.exists(folder)) {
        return false;
      }
      Path origin = folder.resolve(ORIGIN);
      if (Files.isRegularFile(origin)) {
        if (Files.readString(origin).strip().equals(sha256)) {
          return true;
        }
        throw new ArtifactException(Reason.FOLDER, folder + " has another model already");
      }
      if (!Folders.list(folder).isEmpty()) {
        throw new ArtifactException(Reason.FOLDER, folder + " is not empty");
      }
      return false;
    } catch (IOException e) {
      throw new ArtifactException(Reason.FOLDER, folder + " can't be read: " + e, e);
    }
  }

  /** Beside the folder, so that it can be moved there in one step. */
  private Path workFolder() throws ArtifactException {
    Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent(), "a parent");
    try {
      // Of a process that was killed; nobody else works here.
      for (Path each : Folders.list(parent)) {
        if (String.valueOf(each.getFileName()).startsWith(WORK)) {
          Folders.remove(each);
        }
      }
      return Files.createTempDirectory(parent, WORK);
    } catch (IOException e) {
      throw new ArtifactException(Reason.FOLDER, parent + " can't be written: " + e, e);
    }
  }

  /** What the JDK lacks. */
  private static final class Folders {
    static List<Path> list(Path folder) throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.toList();
      }
    }

    /** With what is in it. */
    static void remove(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.toList().reversed()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
