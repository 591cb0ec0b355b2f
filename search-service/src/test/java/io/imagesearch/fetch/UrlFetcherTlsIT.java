package io.imagesearch.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.fetch.FetchException.Reason;
import io.imagesearch.picture.PictureLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address is pinned, and yet the certificate has to be the name's. */
class UrlFetcherTlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;
  private final List<String> serverNames = new CopyOnWriteArrayList<>();
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
  private SSLServerSocket listener;
  private SSLContext trusting;

  @BeforeEach
  void start() throws Exception {
    KeyStore keys = KeyStore.getInstance(makeKeys().toFile(), PASSWORD);
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    listener = (SSLServerSocket) trusting.getServerSocketFactory().createServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
    Future<?> _ = connections.submit(this::accept);
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
    connections.shutdownNow();
  }

  @Test
  void verifiesTheNameAndNotTheAddress() throws Exception {
    try (UrlFetcher fetcher = fetcher(trusting);
        FetchedPicture picture = fetcher.fetch(url("shop.example"))) {

      assertThat(new String(picture.getBytes(), StandardCharsets.US_ASCII)).isEqualTo("picture");
      assertThat(serverNames).containsExactly("shop.example");
    }
  }

  @Test
  void refusesACertificateOfAnotherName() {
    try (UrlFetcher fetcher = fetcher(trusting)) {
      assertUnreachable(fetcher, "other.example");
    }
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    try (UrlFetcher fetcher = fetcher(SSLContext.getDefault())) {
      assertUnreachable(fetcher, "shop.example");
    }
  }

  private void assertUnreachable(UrlFetcher fetcher, String name) {
    assertThatThrownBy(() -> fetcher.fetch(url(name)))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
  }

  private String url(String name) {
    return "https://" + name + ":" + listener.getLocalPort() + "/a.jpg";
  }

  private UrlFetcher fetcher(SSLContext tls) {
    FetchProperties properties =
        new FetchProperties(
            true,
            List.of("127.0.0.2"),
            Set.of(listener.getLocalPort()),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            1);
    NameResolver names = _ -> List.of(InetAddress.ofLiteral("127.0.0.2"));
    return new UrlFetcher(properties, names, tls, PictureLimits.DEFAULT, folder);
  }

  private Void accept() throws IOException {
    while (true) {
      SSLSocket socket = (SSLSocket) listener.accept();
      Future<?> _ = connections.submit(() -> answer(socket));
    }
  }

  private Void answer(SSLSocket socket) throws IOException {
    try (socket) {
      socket.startHandshake();
      ((ExtendedSSLSession) socket.getSession())
          .getRequestedServerNames().stream()
              .map(name -> ((SNIHostName) name).getAsciiName())
              .forEach(serverNames::add);
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 7\r\n\r\npicture"
                  .getBytes(StandardCharsets.US_ASCII));
      // Until the other side has read it and closes.
      socket.getInputStream().readAllBytes();
    }
    return null;
  }

  private Path makeKeys() throws Exception {
    Path store = folder.resolve("keys.p12");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(
        Arrays.asList(
            ("-genkeypair -alias server -keyalg EC -dname CN=shop.example -ext SAN=dns:shop.example"
                    + " -storepass changeit -storetype PKCS12 -validity 2 -keystore")
                .split(" ")));
    command.add(store.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    return store;
  }
}
