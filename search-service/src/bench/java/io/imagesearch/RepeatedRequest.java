package io.imagesearch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * One POST that is sent again and again, each time over a connection of its own that then waits for
 * the next. It shares the processors with what it measures, so its bytes are made once, and of an
 * answer only the status and the headers are looked at.
 */
final class RepeatedRequest implements AutoCloseable {
  /** Shorter than a server lets a connection idle. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final InetSocketAddress server;
  private final byte[] bytes;
  private final Duration patience;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  RepeatedRequest(URI address, String contentType, byte[] body, Duration patience) {
    this.server = new InetSocketAddress(address.getHost(), address.getPort());
    this.patience = patience;
    byte[] head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(address.getRawPath(), address.getAuthority(), contentType, body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    bytes = new byte[head.length + body.length];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(body, 0, bytes, head.length, body.length);
  }

  /**
   * What came back.
   *
   * @param headers by their names in lower case
   */
  record Answer(int status, Map<String, String> headers) {
    private boolean ends() {
      return "close".equalsIgnoreCase(headers.get("connection"));
    }
  }

  Answer send() throws IOException {
    Connection connection = kept();
    boolean whole = false;
    try {
      Answer answer = connection.exchange();
      whole = !answer.ends();
      return answer;
    } finally {
      if (whole) {
        connection.idleSince = System.nanoTime();
        idle.addFirst(connection);
      } else {
        connection.close();
      }
    }
  }

  private Connection kept() throws IOException {
    Connection connection = idle.pollFirst();
    while (connection != null && System.nanoTime() - connection.idleSince > KEPT.toNanos()) {
      connection.close();
      connection = idle.pollFirst();
    }
    return connection == null ? new Connection() : connection;
  }

  @Override
  public void close() throws IOException {
    for (Connection each : idle) {
      each.close();
    }
  }

  private final class Connection {
    private final Socket socket = new Socket();
    private final InputStream in;
    private long idleSince;

    Connection() throws IOException {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) patience.toMillis());
      socket.connect(server, (int) patience.toMillis());
      in = new BufferedInputStream(socket.getInputStream());
    }

    Answer exchange() throws IOException {
      socket.getOutputStream().write(bytes);
      int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
      Map<String, String> headers = new HashMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      skipBody(headers.get("content-length"));
      return new Answer(status, headers);
    }

    private void skipBody(@Nullable String length) throws IOException {
      if (length != null) {
        in.skipNBytes(Long.parseLong(length));
        return;
      }
      long chunk;
      do {
        chunk = Long.parseLong(line(), 16);
        in.skipNBytes(chunk + 2); // its bytes and the end of their line
      } while (chunk > 0);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException("the connection ended within an answer");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    private void close() throws IOException {
      socket.close();
    }
  }
}
