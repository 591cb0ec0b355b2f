package io.imagesearch.operator.plane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The changes and refusals of the API server's audit log, which is written before a request is
 * answered.
 */
final class AuditLog {
  private final Path file;
  private final List<AuditedRequest> requests = new ArrayList<>();
  private long position;

  AuditLog(Path file) {
    this.file = file;
  }

  synchronized List<AuditedRequest> requests(Predicate<AuditedRequest> filter) {
    readOn();
    return requests.stream().filter(filter).toList();
  }

  private void readOn() {
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        InputStream stream = Channels.newInputStream(channel.position(position))) {
      byte[] bytes = stream.readAllBytes();
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      new String(bytes, 0, end, StandardCharsets.UTF_8)
          .lines()
          .map(AuditedRequest::parse)
          .filter(request -> request.isWrite() || request.isRefused())
          .forEach(requests::add);
      position += end;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
