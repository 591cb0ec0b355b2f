package io.imagesearch.artifact;

import io.imagesearch.artifact.ArtifactException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a model: plain files, side by side, on their own or in one folder of the archive. All
 * else that a tar can have is refused: it could only be a mistake or an attack.
 */
final class Unpacking {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final int MAX_FILES = 64;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final Path folder;
  private final long maxBytes;
  private @Nullable String inside;
  private long bytes;
  private int files;

  private Unpacking(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Unpacks a tar, also one that gzip has packed, into an empty folder.
   *
   * @throws ArtifactException when it is none, or has what no model has
   */
  static void unpack(Path archive, Path folder, long maxBytes) throws ArtifactException {
    Unpacking unpacking = new Unpacking(folder, maxBytes);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(plain(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpacking.take(entry, tar);
      }
    } catch (IOException e) {
      throw new ArtifactException(
          Reason.UNUSABLE, "the archive can't be unpacked: " + e.getMessage(), e);
    }
    if (!Files.isRegularFile(folder.resolve("model.json"))) {
      throw unusable("it has no model.json");
    }
  }

  private static InputStream plain(InputStream file) throws IOException {
    file.mark(2);
    boolean packed = file.read() == GZIP_FIRST && file.read() == GZIP_SECOND;
    file.reset();
    return packed ? new BufferedInputStream(new GZIPInputStream(file)) : file;
  }

  private void take(TarArchiveEntry entry, InputStream content)
      throws IOException, ArtifactException {
    String name = entry.getName().replaceFirst("^(\\./)+", "");
    if (entry.isDirectory()) {
      return; // made by nobody: files alone count
    }
    if (!isPlain(entry)) {
      throw unusable("'" + printable(name) + "' is no plain file");
    }
    int slash = name.indexOf('/');
    String parent = slash < 0 ? "" : name.substring(0, slash);
    String own = name.substring(slash + 1);
    boolean parentFine = parent.isEmpty() ? slash < 0 : NAME.matcher(parent).matches();
    if (!parentFine || !NAME.matcher(own).matches()) {
      throw unusable("'" + printable(name) + "' is no name of a model's file");
    }
    if (inside != null && !inside.equals(parent)) {
      throw unusable("its files are not all in one folder");
    }
    inside = parent;
    if (++files > MAX_FILES) {
      throw unusable("it has more than " + MAX_FILES + " files");
    }
    write(own, content);
  }

  private static boolean isPlain(TarArchiveEntry entry) {
    byte kind = entry.getLinkFlag();
    return (kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM) && !entry.isSparse();
  }

  private void write(String name, InputStream content) throws IOException, ArtifactException {
    byte[] piece = new byte[1 << 16];
    try (OutputStream out =
        Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW)) {
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        bytes += read;
        if (bytes > maxBytes) {
          throw unusable("it has more than " + maxBytes + " bytes when unpacked");
        }
        out.write(piece, 0, read);
      }
    } catch (FileAlreadyExistsException e) {
      throw unusable("it has '" + name + "' twice");
    }
  }

  private static String printable(String name) {
    String clean = name.replaceAll("[^!-~]", "?");
    return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
  }

  private static ArtifactException unusable(String what) {
    return new ArtifactException(Reason.UNUSABLE, "the archive can't be used: " + what);
  }
}
