package io.imagesearch.artifact;

import io.imagesearch.artifact.ArtifactException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Takes an archive's bytes into a file, and tells whether they are those that were meant. */
final class Download {
  private static final int PIECE = 1 << 16;

  private Download() {}

  /**
   * Fetches into the file.
   *
   * @throws ArtifactException when it is too large or not the one with this digest; the file is not
   *     to be used then
   */
  static void fetch(ArchiveSource source, Path file, String sha256, long maxBytes)
      throws IOException, ArtifactException, InterruptedException {
    MessageDigest digest = newDigest();
    source.fetch(bytes -> copy(bytes, file, digest, maxBytes));
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(sha256)) {
      throw new ArtifactException(
          Reason.UNUSABLE,
          "the archive is not the one that was asked for: its SHA-256 is %s, expected %s"
              .formatted(actual, sha256));
    }
  }

  private static void copy(InputStream bytes, Path file, MessageDigest digest, long maxBytes)
      throws IOException, ArtifactException {
    long size = 0;
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
        size += read;
        if (size > maxBytes) {
          throw new ArtifactException(
              Reason.UNUSABLE, "the archive has more than " + maxBytes + " bytes");
        }
        digest.update(piece, 0, read);
        out.write(piece, 0, read);
      }
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
