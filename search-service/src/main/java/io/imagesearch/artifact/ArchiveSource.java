package io.imagesearch.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Where an archive comes from. */
sealed interface ArchiveSource permits HttpsSource, S3Source {
  /** What is done with the archive's bytes, as they come. */
  @FunctionalInterface
  interface Reader {
    void read(InputStream bytes) throws IOException, ArtifactException;
  }

  /**
   * Hands the archive to a reader. Ends soon after its thread is interrupted.
   *
   * @throws ArtifactException when the server refuses
   * @throws IOException when the connection can't be made or breaks off
   */
  void fetch(Reader reader) throws IOException, ArtifactException, InterruptedException;

  /**
   * The source for an address.
   *
   * @throws IllegalArgumentException when it is neither https:// nor s3://
   */
  static ArchiveSource of(URI uri, SourceCredentials credentials) {
    return switch (String.valueOf(uri.getScheme())) {
      case "https" -> new HttpsSource(uri, credentials);
      case "s3" -> new S3Source(uri, credentials);
      default -> throw new IllegalArgumentException("an address is https:// or s3://");
    };
  }
}
