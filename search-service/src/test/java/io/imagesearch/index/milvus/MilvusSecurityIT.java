package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.MilvusServer;
import io.imagesearch.index.ImageFilter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A server with TLS and users. */
@ExtendWith(OutputCaptureExtension.class)
class MilvusSecurityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private MilvusServer server;
  private URI uri;

  @BeforeEach
  void start() throws Exception {
    Path certificate = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    makeCertificate(certificate, key);
    server = MilvusServer.startSecured(certificate, key);
    uri = URI.create("https://localhost:" + server.port());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void logsInWithAPasswordOrATokenAndTakesARotatedOneUp(CapturedOutput output) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "not-yet-right");
    Map<String, String> user =
        Map.of(
            "ca", folder.resolve("server.pem").toString(),
            "credentials.username", "root",
            "credentials.password-file", password.toString());
    try (MilvusVectorIndex index = Indexes.open(uri, "secured", user)) {
      assertThat(index.await(Duration.ofSeconds(3))).isFalse();
      assertThat(index.trouble()).isPresent();

      Files.writeString(password, "Milvus\n");

      assertThat(index.await(PATIENCE)).as(index.trouble().orElse("")).isTrue();
      assertThat(index.count(ImageFilter.ALL)).isZero();
    }
    Map<String, String> token =
        Map.of("ca", folder.resolve("server.pem").toString(), "credentials.token", "root:Milvus");
    try (MilvusVectorIndex index = Indexes.open(uri, "secured", token)) {
      assertThat(index.await(PATIENCE)).as(index.trouble().orElse("")).isTrue();
    }
    assertThat(output.getAll()).doesNotContain("not-yet-right", "root:Milvus");
  }

  @Test
  void trustsNobodyElse() throws Exception {
    Path other = folder.resolve("other.pem");
    makeCertificate(other, folder.resolve("other.key"));
    for (Map<String, String> settings :
        List.of(
            Map.of("ca", other.toString(), "credentials.token", "root:Milvus"),
            Map.of("credentials.token", "root:Milvus"))) {
      try (MilvusVectorIndex index = Indexes.open(uri, "secured", settings)) {
        assertThat(index.await(Duration.ofSeconds(4))).isFalse();
      }
    }
  }

  private void makeCertificate(Path certificate, Path key) throws Exception {
    Path store = folder.resolve(certificate.getFileName() + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    char[] word = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance(store.toFile(), word);
    writePem(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
    writePem(key, "PRIVATE KEY", keys.getKey("server", word).getEncoded());
  }

  private static void writePem(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
