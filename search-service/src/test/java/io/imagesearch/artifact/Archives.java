package io.imagesearch.artifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives for tests, good and bad. */
public final class Archives {
  private Archives() {}

  /** Of these files: names and contents in turn. */
  public static byte[] tar(String... namesAndContents) {
    TarArchiveEntry[] entries = new TarArchiveEntry[namesAndContents.length / 2];
    byte[][] contents = new byte[entries.length][];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new TarArchiveEntry(namesAndContents[2 * i], true);
      contents[i] = namesAndContents[2 * i + 1].getBytes(StandardCharsets.UTF_8);
    }
    return tar(entries, contents);
  }

  static byte[] tar(TarArchiveEntry[] entries, byte[][] contents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (int i = 0; i < entries.length; i++) {
        entries[i].setSize(contents[i].length);
        tar.putArchiveEntry(entries[i]);
        tar.write(contents[i]);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** With something in it that is no file, after a model that is fine. */
  static byte[] with(byte kind, String name, String target) {
    TarArchiveEntry odd = new TarArchiveEntry(name, kind, true);
    odd.setLinkName(target);
    return tar(
        new TarArchiveEntry[] {new TarArchiveEntry("model.json"), odd},
        new byte[][] {{'{', '}'}, {}});
  }

  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
