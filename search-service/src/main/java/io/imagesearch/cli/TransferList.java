package io.imagesearch.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** The list of an export while it is written; it gets its name when it is whole. */
final class TransferList implements AutoCloseable {
  private final TransferFolder folder;
  private final Path part;
  private final MessageDigest digest = FileDigest.begin();
  private final OutputStream out;

  TransferList(TransferFolder folder) throws IOException {
    this.folder = folder;
    part = TransferFolder.partOf(folder.lines());
    out =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(part), 1 << 16), digest);
  }

  void add(String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  /**
   * Takes the place of an older one; without a manifest meanwhile, so that the two never differ.
   */
  String finish() throws IOException {
    out.close();
    Files.deleteIfExists(folder.manifest());
    Files.move(
        part, folder.lines(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return FileDigest.end(digest);
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(part);
  }
}
