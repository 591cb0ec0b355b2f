package io.imagesearch.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.ObjectStoreProcess;
import io.imagesearch.ObjectStoreProcess.Kind;
import io.imagesearch.TestCertificate;
import io.imagesearch.store.StoreException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate only {@code ca-file} knows. */
class S3TlsIT {
  @TempDir Path folder;
  private ObjectStoreProcess server;
  private Map<String, String> settings;

  @BeforeEach
  void start() throws Exception {
    Path certificate = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    TestCertificate.make(certificate, key);
    server = ObjectStoreProcess.startSecured(Kind.VERSITYGW, folder, certificate, key);
    settings = TestSettings.of(server, "secured");
    settings.put("image-search.store.s3.timeout", "20s");
    settings.put("image-search.store.s3.endpoint", "https://localhost:" + server.port());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void isTrustedByItsCaFile() {
    settings.put("image-search.store.s3.ca-file", folder.resolve("server.pem").toString());

    try (S3ImageStore store = S3ImageStore.open(TestSettings.bind(settings))) {
      assertThat(store.list(Optional.empty(), 1)).isEmpty();
    }
  }

  @Test
  void isNotTrustedWithoutIt() {
    assertThatThrownBy(() -> S3ImageStore.open(TestSettings.bind(settings)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("can't be opened");
  }

  @Test
  void saysWhatIsWrongWithTheFile() {
    settings.put("image-search.store.s3.ca-file", folder.resolve("missing.pem").toString());

    assertThatThrownBy(() -> S3ImageStore.open(TestSettings.bind(settings)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("ca-file")
        .hasMessageContaining("missing.pem");
  }
}
