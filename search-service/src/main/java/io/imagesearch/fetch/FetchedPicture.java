package io.imagesearch.fetch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * A picture's bytes as they came from its address, to be taken like a file of a form. They wait in
 * a file that has no name any more: even a killed process leaves nothing behind.
 */
final class FetchedPicture implements MultipartFile, AutoCloseable {
  private final String fileName;
  private final FileChannel bytes;

  private FetchedPicture(String fileName, FileChannel bytes) {
    this.fileName = fileName;
    this.bytes = bytes;
  }

  static FetchedPicture empty(Path folder, String fileName) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "fetch", ".tmp");
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(file);
    return new FetchedPicture(fileName, channel);
  }

  void append(byte[] buffer, int length) throws IOException {
    ByteBuffer more = ByteBuffer.wrap(buffer, 0, length);
    while (more.hasRemaining()) {
      bytes.write(more);
    }
  }

  @Override
  public String getName() {
    return "url";
  }

  @Override
  public String getOriginalFilename() {
    return fileName;
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public boolean isEmpty() {
    return getSize() == 0;
  }

  @Override
  public long getSize() {
    try {
      return bytes.size();
    } catch (IOException e) {
      throw new IllegalStateException("the fetched picture is closed", e);
    }
  }

  @Override
  public byte[] getBytes() throws IOException {
    return getInputStream().readAllBytes();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return Channels.newInputStream(bytes.position(0));
  }

  @Override
  public void transferTo(File destination) throws IOException {
    Files.copy(getInputStream(), destination.toPath());
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
