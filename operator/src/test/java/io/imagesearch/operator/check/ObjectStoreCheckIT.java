package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.FreePorts;
import io.imagesearch.operator.store.ObjectStoreConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectStoreCheckIT {
  private static final String ACCESS_KEY = "operator-test";
  private static final String SECRET_KEY = "not-secret-0123456789";

  @TempDir private Path folder;

  enum Server {
    VERSITYGW("IMAGE_SEARCH_VERSITYGW") {
      @Override
      List<String> command(String program, Path data, int port) {
        return List.of(program, "--port", "127.0.0.1:" + port, "posix", data.toString());
      }
    },
    MINIO("IMAGE_SEARCH_MINIO") {
      @Override
      List<String> command(String program, Path data, int port) {
        return List.of(
            program, "server", "--quiet", "--address", "127.0.0.1:" + port, data.toString());
      }
    };

    private final String variable;

    Server(String variable) {
      this.variable = variable;
    }

    abstract List<String> command(String program, Path data, int port);

    ServerProcess start(Path folder, int port) throws IOException {
      assumeThat(System.getenv(variable)).as(variable + ": dev/ prints it").isNotNull();
      Path data = Files.createDirectories(folder.resolve("data"));
      return ServerProcess.start(
              folder,
              command(System.getenv(variable), data, port),
              Map.of(
                  "ROOT_ACCESS_KEY", ACCESS_KEY,
                  "ROOT_SECRET_KEY", SECRET_KEY,
                  "MINIO_ROOT_USER", ACCESS_KEY,
                  "MINIO_ROOT_PASSWORD", SECRET_KEY,
                  "HOME", folder.toString()))
          .listening(port);
    }
  }

  @ParameterizedTest
  @EnumSource
  void usesTheBucketAsItsUsersDo(Server kind) throws IOException {
    int port = FreePorts.one();
    try (ServerProcess server = kind.start(folder, port)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(makeBucket(port)).isEqualTo(200));
      assertThat(Asked.reason(check(port, "shop", SECRET_KEY))).isEqualTo("Ok");
      assertThat(left()).isEmpty();
      assertThat(Asked.reason(check(port, "shop", "wrong-word-0123456789")))
          .isEqualTo("AuthenticationFailed");
      assertThat(Asked.reason(check(port, "no-such-bucket", SECRET_KEY))).isEqualTo("NoSuchBucket");
      assertThat(Asked.reason(ObjectStoreCheck.of(connection(port, "shop", false, true), none())))
          .as("only reached, with the cloud's own identity")
          .isEqualTo("Ok");
      assertThat(
              Asked.reason(
                  ObjectStoreCheck.of(
                      connection(port, "not-made-yet", true, false), keys(SECRET_KEY))))
          .as("whoever comes first makes it")
          .isEqualTo("Ok");
      ObjectStoreCheck known = check(port, "shop", SECRET_KEY);
      assertThat(Asked.reason(known)).isEqualTo("Ok");
      server.freeze();
      assertThat(Asked.reason(known, Duration.ofSeconds(1))).isEqualTo("DeadlineExceeded");
    }
  }

  /** A disk that is full later would otherwise not be noticed: reading goes on. */
  @Test
  void writesNowAndThen() throws Exception {
    assumeThat(System.getenv("IMAGE_SEARCH_VERSITYGW")).isNotNull();
    int port = FreePorts.one();
    try (ServerProcess server = Server.VERSITYGW.start(folder, port)) {
      assertThat(makeBucket(port)).isEqualTo(200);
      AtomicLong clock = new AtomicLong();
      ObjectStoreCheck check =
          ObjectStoreCheck.of(connection(port, "shop", false, false), keys(SECRET_KEY), clock::get);
      assertThat(Asked.reason(check)).isEqualTo("Ok");
      assertThat(Asked.reason(check)).isEqualTo("Ok");
      assertThat(writes(server)).isEqualTo(2);
      clock.addAndGet(Duration.ofMinutes(2).toNanos());
      assertThat(Asked.reason(check)).isEqualTo("Ok");
      assertThat(writes(server)).isEqualTo(4);
    }
  }

  @Test
  void speaksTls() throws Exception {
    assumeThat(System.getenv("IMAGE_SEARCH_VERSITYGW")).isNotNull();
    TestCertificate own = TestCertificate.make(folder, "server", "RSA");
    TestCertificate other = TestCertificate.make(folder, "other", "RSA");
    int port = FreePorts.one();
    Files.createDirectories(folder.resolve("data/shop"));
    try (ServerProcess _ =
        ServerProcess.start(
                folder,
                List.of(
                    System.getenv("IMAGE_SEARCH_VERSITYGW"),
                    "--port",
                    "127.0.0.1:" + port,
                    "--cert",
                    own.certificate().toString(),
                    "--key",
                    own.key().toString(),
                    "posix",
                    folder.resolve("data").toString()),
                Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY))
            .listening(port)) {
      assertThat(Asked.reason(secured(port, own))).isEqualTo("Ok");
      assertThat(Asked.reason(secured(port, other))).isEqualTo("TlsFailed");
    }
  }

  @Test
  void namesWhatDoesNotAnswer() throws IOException {
    assertThat(Asked.reason(check(FreePorts.one(), "shop", SECRET_KEY)))
        .isEqualTo("ConnectionRefused");
    try (Silence silence = new Silence()) {
      assertThat(Asked.reason(check(silence.port(), "shop", SECRET_KEY), Duration.ofSeconds(1)))
          .isEqualTo("DeadlineExceeded");
    }
  }

  /** Of objects, as the server's own log has them. */
  private static long writes(ServerProcess server) {
    return server.log().lines().filter(line -> line.contains("| PUT | /shop/pictures")).count();
  }

  private static int makeBucket(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              new SignedRequest(ACCESS_KEY, SECRET_KEY, "us-east-1")
                  .of(
                      "PUT",
                      URI.create("http://127.0.0.1:" + port + "/shop"),
                      Map.of(),
                      new byte[0],
                      Instant.now())
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** What the checks wrote and did not remove. */
  private List<String> left() throws IOException {
    try (var files = Files.walk(folder.resolve("data/shop"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("operator-"))
          .toList();
    }
  }

  private static ObjectStoreCheck check(int port, String bucket, String secretKey) {
    return ObjectStoreCheck.of(connection(port, bucket, false, false), keys(secretKey));
  }

  private static ObjectStoreCheck secured(int port, TestCertificate trusted) throws IOException {
    ObjectStoreConnection plain = connection(port, "shop", false, false);
    return ObjectStoreCheck.of(
        new ObjectStoreConnection(
            URI.create("https://localhost:" + port),
            plain.region(),
            plain.bucket(),
            plain.prefix(),
            plain.credentialsSecret(),
            Optional.of("tls"),
            true,
            false),
        Asked.secrets(
            keys(SECRET_KEY).require("keys"),
            new SecretData("tls", Map.of("ca.crt", trusted.certificateText()))));
  }

  private static ObjectStoreConnection connection(
      int port, String bucket, boolean createBucket, boolean iam) {
    return new ObjectStoreConnection(
        URI.create("http://127.0.0.1:" + port),
        "us-east-1",
        bucket,
        "pictures.shop",
        iam ? Optional.empty() : Optional.of("keys"),
        Optional.empty(),
        true,
        createBucket);
  }

  private static SecretSource keys(String secretKey) {
    return Asked.secrets(
        new SecretData("keys", Map.of("access-key", ACCESS_KEY, "secret-key", secretKey)));
  }

  private static SecretSource none() {
    return Asked.secrets();
  }
}
