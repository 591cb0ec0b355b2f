package io.imagesearch.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A server over bare sockets that plays the trick its request's path names. */
final class TrickServer implements AutoCloseable {
  private static final byte[] CHUNK =
      ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);

  private final byte[] picture;
  private final ServerSocket listener;
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  TrickServer(String address, int port, byte[] picture) throws IOException {
    this.picture = picture;
    this.listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    Future<?> _ = connections.submit(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The head of every request, as it came. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private Void accept() throws IOException {
    while (true) {
      Socket socket = listener.accept();
      Future<?> _ = connections.submit(() -> answer(socket));
    }
  }

  private Void answer(Socket socket) throws IOException, InterruptedException {
    try (socket) {
      String head = readHead(socket);
      requests.add(head);
      play(head.split(" ", 3)[1], socket.getOutputStream());
    }
    return null;
  }

  private static String readHead(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  private void play(String path, OutputStream out) throws IOException, InterruptedException {
    switch (path) {
      case "/picture.jpg" -> body(out, "200 OK", "Content-Type: image/jpeg", picture);
      case "/typeless" -> body(out, "200 OK", "X-Type: none", picture);
      case "/octets" -> body(out, "200 OK", "Content-Type: application/octet-stream", picture);
      case "/html" ->
          body(
              out,
              "200 OK",
              "Content-Type: text/html",
              "<p>".repeat(99).getBytes(StandardCharsets.US_ASCII));
      case "/html-as-jpeg" ->
          body(
              out,
              "200 OK",
              "Content-Type: image/jpeg",
              "<p>".repeat(99).getBytes(StandardCharsets.US_ASCII));
      case "/gzip" ->
          body(out, "200 OK", "Content-Type: image/jpeg\r\nContent-Encoding: gzip", picture);
      case "/part" -> body(out, "206 Partial Content", "Content-Type: image/jpeg", picture);
      case "/nothing" -> write(out, "HTTP/1.1 204 No Content\r\n\r\n");
      case "/login" -> body(out, "401 Unauthorized", "WWW-Authenticate: Basic", picture);
      case "/gone" -> body(out, "404 Not Found", "Content-Type: image/jpeg", picture);
      case "/huge" -> {
        write(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 4294967296\r\n\r\n");
        forever(out, CHUNK, 0);
      }
      case "/endless" -> {
        write(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\n");
        forever(out, CHUNK, 0);
      }
      case "/cut" ->
          write(
              out,
              "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9999\r\n\r\nabc");
      case "/headers" -> {
        write(out, "HTTP/1.1 200 OK\r\n");
        forever(out, "X-More: of this\r\n".getBytes(StandardCharsets.US_ASCII), 0);
      }
      case "/long-header" -> {
        write(out, "HTTP/1.1 200 OK\r\nX-More: ");
        forever(out, "x".repeat(4096).getBytes(StandardCharsets.US_ASCII), 0);
      }
      case "/early-hints" ->
          forever(out, "HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 1);
      case "/garbage" -> write(out, "\0\1\2 no HTTP at all\r\n\r\n");
      case "/silent" -> closed.await();
      case "/drip-head" -> forever(out, "H".getBytes(StandardCharsets.US_ASCII), 50);
      case "/drip-body" -> {
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9999\r\n\r\n");
        forever(out, "x".getBytes(StandardCharsets.US_ASCII), 50);
      }
      case "/cookie" -> redirect(out, "/picture.jpg", "Set-Cookie: a=b; Path=/");
      case "/relative" -> redirect(out, "picture.jpg", "X: y");
      case "/loop" -> redirect(out, "/loop", "X: y");
      case "/hop3" -> redirect(out, "/hop2", "X: y");
      case "/hop2" -> redirect(out, "/hop1", "X: y");
      case "/hop1" -> redirect(out, "/picture.jpg", "X: y");
      default -> {
        String marker = "/to/";
        if (path.startsWith(marker)) {
          redirect(out, path.substring(marker.length()), "X: y");
        } else {
          body(out, "404 Not Found", "X: y", new byte[0]);
        }
      }
    }
  }

  private static void redirect(OutputStream out, String location, String header)
      throws IOException {
    body(out, "302 Found", "Location: " + location + "\r\n" + header, new byte[0]);
  }

  private static void body(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    write(
        out,
        "HTTP/1.1 "
            + status
            + "\r\n"
            + headers
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n");
    out.write(body);
  }

  /** Until the other side has had enough. */
  private void forever(OutputStream out, byte[] bytes, int milliseconds)
      throws IOException, InterruptedException {
    do {
      out.write(bytes);
    } while (!closed.await(milliseconds, TimeUnit.MILLISECONDS));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    connections.shutdownNow();
  }
}
