package io.imagesearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.artifact.ArtifactException.Reason;
import io.imagesearch.artifact.ModelFetch.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model over TLS from a real server that also misbehaves. */
class ModelFetchTest {
  private static final byte[] ARCHIVE =
      Archives.gzip(Archives.tar("resnet34/model.json", "{}", "resnet34/model.pt", "weights"));

  @TempDir static Path certified;
  @TempDir Path folder;
  private Path models;
  private ArchiveServer server;
  private SourceCredentials credentials;

  @BeforeAll
  static void certify() throws Exception {
    ArchiveServer.certify(certified);
  }

  @BeforeEach
  void start() throws Exception {
    models = Files.createDirectory(folder.resolve("models"));
    server = new ArchiveServer(certified, ARCHIVE);
    credentials =
        new SourceCredentials(Map.of("token", "geheim"), Optional.of(certified.resolve("ca.crt")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void unpacksWhatItsDigestPromises() throws Exception {
    assertThat(fetch().from(server.uri("/model.tar"), credentials)).isEqualTo(Outcome.FETCHED);

    assertThat(models.resolve("model")).isDirectoryContaining("glob:**/model.json");
    assertThat(models.resolve("model/model.pt")).hasContent("weights");
    assertThat(models).isDirectoryNotContaining("glob:**/.fetch-*");
    assertThat(server.authorizations).containsExactly("Bearer geheim");
  }

  @Test
  void leavesAModelThatIsThere() throws Exception {
    fetch().from(server.uri("/model.tar"), credentials);
    server.close();

    assertThat(fetch().from(server.uri("/model.tar"), credentials))
        .isEqualTo(Outcome.THERE_ALREADY);
  }

  @Test
  void takesUpAfterAKilledProcess() throws Exception {
    Files.writeString(
        Files.createDirectory(models.resolve(".fetch-1")).resolve("archive"), "part of it");
    Files.createDirectory(models.resolve("model"));

    assertThat(fetch().from(server.uri("/model.tar"), credentials)).isEqualTo(Outcome.FETCHED);
    assertThat(models).isDirectoryNotContaining("glob:**/.fetch-*");
  }

  @Test
  void touchesNothingOfOthers() throws Exception {
    Path other = Files.createDirectory(models.resolve("model")).resolve("note");
    Files.writeString(other, "mine");

    assertFails(fetch(), server.uri("/model.tar"), Reason.FOLDER).hasMessageContaining("not empty");
    assertThat(other).hasContent("mine");
  }

  @Test
  void refusesAnotherArchive() {
    ModelFetch fetch = fetch("0".repeat(64), 1 << 20, Duration.ofSeconds(20));

    assertFails(fetch, server.uri("/model.tar"), Reason.UNUSABLE)
        .hasMessageContaining(Archives.sha256(ARCHIVE));
  }

  @Test
  void refusesWhatIsTooLarge() {
    ModelFetch fetch = fetch(Archives.sha256(ARCHIVE), 20, Duration.ofSeconds(20));

    assertFails(fetch, server.uri("/model.tar"), Reason.UNUSABLE)
        .hasMessage("the archive has more than 20 bytes");
  }

  @Test
  void endsInTime() {
    ModelFetch fetch = fetch(Archives.sha256(ARCHIVE), 1 << 20, Duration.ofSeconds(1));
    long began = System.nanoTime();

    assertFails(fetch, server.uri("/drip"), Reason.UNREACHABLE)
        .hasMessage("the model was not here within 1 s");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"/cut, UNREACHABLE", "/broken, UNREACHABLE", "/secret, REFUSED", "/none, REFUSED"})
  void saysWhyNothingCame(String path, Reason reason) {
    assertFails(fetch(), server.uri(path), reason);
  }

  @Test
  void trustsNobodyElse() {
    credentials = new SourceCredentials(Map.of(), Optional.empty());

    assertFails(fetch(), server.uri("/model.tar"), Reason.UNREACHABLE);
  }

  @Test
  void givesItsTokenToNobodyElse() throws Exception {
    try (ArchiveServer other = new ArchiveServer(certified, ARCHIVE)) {
      server.leadTo(other.uri("/model.tar").toString());

      fetch().from(server.uri("/elsewhere"), credentials);

      assertThat(server.authorizations).containsExactly("Bearer geheim");
      assertThat(other.authorizations).containsExactly("null");
    }
  }

  @ParameterizedTest
  @CsvSource({"http://localhost/model.tar", "file:///etc/passwd", "/elsewhere"})
  void followsToNothingElseThanHttps(String location) {
    server.leadTo(location);

    assertFails(fetch(), server.uri("/elsewhere"), Reason.REFUSED)
        .hasMessageContaining("redirects");
  }

  @ParameterizedTest
  @CsvSource({"http://a/b", "ftp://a/b", "s3://bucket", "https://user:geheim@a/b", "model.tar"})
  void knowsTwoKindsOfAddresses(String address) {
    assertThatThrownBy(() -> fetch().from(URI.create(address), credentials))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("geheim");
  }

  private ModelFetch fetch() {
    return fetch(Archives.sha256(ARCHIVE), 1 << 20, Duration.ofSeconds(20));
  }

  private ModelFetch fetch(String sha256, long maxBytes, Duration patience) {
    return new ModelFetch(sha256, models.resolve("model"), maxBytes, patience);
  }

  /** With this reason, and leaving nothing that could be taken for a model. */
  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ModelFetch fetch, URI uri, Reason reason) {
    var failure =
        assertThatThrownBy(() -> fetch.from(uri, credentials))
            .isInstanceOfSatisfying(
                ArtifactException.class, e -> assertThat(e.reason()).isEqualTo(reason))
            .hasMessageNotContaining("geheim");
    assertThat(left()).noneMatch(file -> file.endsWith("model.json") || file.contains(".fetch-"));
    return failure;
  }

  private Stream<String> left() {
    try (Stream<Path> files = Files.walk(models)) {
      return files.map(Path::toString).toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
