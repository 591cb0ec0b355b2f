package io.imagesearch.edge;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that sends exactly what it is told to. */
final class RawConnection implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final Pattern PROBLEM = Pattern.compile("/problems/([a-z-]+)");

  private final Socket socket;
  private volatile Answer answer = new Answer("");

  RawConnection(URI service) throws IOException {
    socket = new Socket(service.getHost(), service.getPort());
  }

  /** What came back, whole. */
  record Answer(String text) {
    int status() {
      Matcher status = STATUS.matcher(text);
      return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }

    String problem() {
      Matcher problem = PROBLEM.matcher(text);
      return problem.find() ? problem.group(1) : "";
    }
  }

  /** One request that asks for its connection to be closed, and the answer to it. */
  static Answer exchange(URI service, String head, String body) throws IOException {
    try (RawConnection connection = new RawConnection(service)) {
      connection.send(
          head
              + "\r\nConnection: close\r\nContent-Length: "
              + body.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + body);
      return connection.readToEnd();
    }
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  Answer readToEnd() throws IOException {
    byte[] answer = socket.getInputStream().readAllBytes();
    return new Answer(new String(answer, StandardCharsets.UTF_8));
  }

  /** Sends again and again, until the other side has had enough. */
  Answer dripUntilClosed(String text) throws IOException, InterruptedException {
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                answer = readToEnd();
              } catch (IOException e) {
                answer = new Answer("");
              }
            });
    while (reader.isAlive()) {
      try {
        send(text);
      } catch (SocketException e) {
        break;
      }
      reader.join(Duration.ofMillis(100));
    }
    reader.join();
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
