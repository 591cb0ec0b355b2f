package io.imagesearch.artifact;

import io.imagesearch.artifact.ArtifactException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An archive in a bucket; of AWS, unless the credentials name another endpoint. */
record S3Source(URI uri, SourceCredentials credentials) implements ArchiveSource {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  S3Source {
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException("an address is like s3://bucket/key");
    }
  }

  @Override
  public void fetch(Reader reader) throws IOException, ArtifactException, InterruptedException {
    try (S3Client client = client()) {
      ResponseInputStream<GetObjectResponse> body =
          client.getObject(
              request -> request.bucket(uri.getHost()).key(uri.getPath().substring(1)));
      try {
        reader.read(body);
      } finally {
        // To close it would first read what is left of it.
        body.abort();
      }
    } catch (S3Exception e) {
      throw refusal(e);
    } catch (AbortedException e) {
      throw new InterruptedException("it was told to stop");
    } catch (SdkClientException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private S3Client client() throws ArtifactException {
    Apache5HttpClient.Builder http = Apache5HttpClient.builder().connectionTimeout(CONNECT);
    Optional<Path> authority = credentials.authority();
    if (authority.isPresent()) {
      TrustManager[] trusted = TrustedAuthorities.managers(authority.get());
      http.tlsTrustManagersProvider(() -> trusted);
    }
    S3ClientBuilder client =
        S3Client.builder()
            .httpClientBuilder(http)
            .forcePathStyle(credentials.endpoint().isPresent());
    credentials.endpoint().ifPresent(client::endpointOverride);
    credentials
        .value("region")
        .or(() -> credentials.endpoint().map(_ -> "us-east-1"))
        .map(Region::of)
        .ifPresent(client::region);
    credentials
        .value("access-key")
        .flatMap(access ->
            credentials
                .value("secret-key")
                .map(secret -> AwsBasicCredentials.create(access, secret)))
        .map(StaticCredentialsProvider::create)
        .ifPresent(client::credentialsProvider);
    return client.build();
  }

  private ArtifactException refusal(S3Exception e) {
    String code = e.awsErrorDetails() == null ? "" : " " + e.awsErrorDetails().errorCode();
    return new ArtifactException(
        e.statusCode() >= 500 ? Reason.UNREACHABLE : Reason.REFUSED,
        "the bucket " + uri.getHost() + " answered with " + e.statusCode() + code,
        e);
  }
}
