package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.MilvusServer;
import io.imagesearch.TestCertificate;
import io.imagesearch.index.ImageFilter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    TestCertificate.make(certificate, key);
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
    TestCertificate.make(other, folder.resolve("other.key"));
    for (Map<String, String> settings :
        List.of(
            Map.of("ca", other.toString(), "credentials.token", "root:Milvus"),
            Map.of("credentials.token", "root:Milvus"))) {
      try (MilvusVectorIndex index = Indexes.open(uri, "secured", settings)) {
        assertThat(index.await(Duration.ofSeconds(4))).isFalse();
      }
    }
  }
}
