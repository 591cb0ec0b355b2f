package io.imagesearch.artifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.imagesearch.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web server of TLS with a model, and with what can go wrong. */
public final class ArchiveServer implements AutoCloseable {
  private static final char[] WORD = "changeit".toCharArray();

  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpsServer server;
  private final byte[] archive;
  private volatile String location = "";

  /** Makes what all servers of a test need, {@code ca.crt} for clients among it. */
  public static void certify(Path folder) throws Exception {
    TestCertificate.make(folder.resolve("ca.crt"), folder.resolve("server.key"));
  }

  /**
   * With an archive at {@code /model.tar}.
   *
   * @param folder that was certified
   */
  public ArchiveServer(Path folder, byte[] archive) throws Exception {
    this.archive = archive;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(folder)));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private static SSLContext context(Path folder) throws Exception {
    KeyStore keys = KeyStore.getInstance(folder.resolve("ca.crt.p12").toFile(), WORD);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, WORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/model.tar" -> send(exchange, 200, archive.length, archive.length);
        case "/cut" -> send(exchange, 200, archive.length, archive.length / 2);
        case "/drip" -> drip(exchange);
        case "/elsewhere" -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(302, -1);
        }
        case "/secret" -> exchange.sendResponseHeaders(403, -1);
        case "/broken" -> exchange.sendResponseHeaders(503, -1);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void send(HttpExchange exchange, int status, int length, int sent) throws IOException {
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(archive, 0, sent);
    exchange.getResponseBody().flush();
  }

  /** A byte, and then no more until the server ends. */
  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, archive.length);
    exchange.getResponseBody().write(archive, 0, 1);
    exchange.getResponseBody().flush();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where {@code /elsewhere} leads. */
  void leadTo(String address) {
    location = address;
  }

  public URI uri(String path) {
    return URI.create("https://localhost:" + server.getAddress().getPort() + path);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
