package io.imagesearch.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.ObjectStoreProcess;
import io.imagesearch.ObjectStoreProcess.Kind;
import io.imagesearch.artifact.ArtifactException.Reason;
import io.imagesearch.artifact.ModelFetch.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A model in a bucket of a real server. */
class S3SourceIT {
  private static final byte[] ARCHIVE = Archives.tar("model.json", "{}", "model.pt", "weights");
  private static final URI ADDRESS = URI.create("s3://models/a/resnet34.tar");

  @TempDir Path folder;
  private ObjectStoreProcess server;
  private Path secret;

  @BeforeEach
  void start() throws Exception {
    server = ObjectStoreProcess.start(Kind.VERSITYGW, folder);
    secret = Files.createDirectory(folder.resolve("secret"));
    write("access-key", ObjectStoreProcess.ACCESS_KEY);
    write("secret-key", ObjectStoreProcess.SECRET_KEY + "\n");
    write("endpoint", server.uri().toString());
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(server.uri())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        ObjectStoreProcess.ACCESS_KEY, ObjectStoreProcess.SECRET_KEY)))
            .build()) {
      client.createBucket(request -> request.bucket("models"));
      client.putObject(
          request -> request.bucket("models").key("a/resnet34.tar"),
          RequestBody.fromBytes(ARCHIVE));
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void isFetched() throws Exception {
    assertThat(fetch(20).from(ADDRESS, SourceCredentials.of(secret))).isEqualTo(Outcome.FETCHED);
    assertThat(folder.resolve("model/model.pt")).hasContent("weights");
  }

  @Test
  void isRefusedToOthers() throws Exception {
    write("secret-key", "wrong");

    assertFails(ADDRESS, Reason.REFUSED);
  }

  @Test
  void isNotThere() throws Exception {
    assertFails(URI.create("s3://models/none"), Reason.REFUSED);
  }

  @Test
  void isLateWhereTheServerIsStuck() throws Exception {
    server.freeze();
    long began = System.nanoTime();

    assertFails(ADDRESS, Reason.UNREACHABLE);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
  }

  private void assertFails(URI uri, Reason reason) throws ArtifactException {
    SourceCredentials credentials = SourceCredentials.of(secret);
    assertThatThrownBy(() -> fetch(5).from(uri, credentials))
        .isInstanceOfSatisfying(
            ArtifactException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageNotContaining(ObjectStoreProcess.SECRET_KEY);
    assertThat(folder.resolve("model")).doesNotExist();
  }

  private ModelFetch fetch(int seconds) {
    return new ModelFetch(
        Archives.sha256(ARCHIVE), folder.resolve("model"), 1 << 20, Duration.ofSeconds(seconds));
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(secret.resolve(name), text);
  }
}
