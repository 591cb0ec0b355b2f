package io.imagesearch.store.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which bucket, how it is reached, and how long it is waited for; docs/object-storage.md has all.
 *
 * @param endpoint of any S3-compatible server; AWS where there is none
 * @param prefix of each key, so that a bucket can be shared
 * @param accessKey with {@code secretKey}; the AWS SDK's own chain where there is none
 * @param pathStyle bucket in the path and not in the host's name; by default where an endpoint is
 * @param caFile certificates in PEM that alone are trusted; the JDK's where there is none
 * @param timeout of one call, all its attempts together
 * @param timeoutPerMegabyte on top, for what the call carries
 * @param maxCalls under way at once; more are refused
 * @param lease for how long a change may keep other processes from the same picture
 */
@ConfigurationProperties("image-search.store.s3")
record S3Properties(
    Optional<URI> endpoint,
    @DefaultValue("us-east-1") String region,
    @DefaultValue("") String bucket,
    @DefaultValue("") String prefix,
    @DefaultValue("") String accessKey,
    @DefaultValue("") String secretKey,
    Optional<Boolean> pathStyle,
    @Nullable Path caFile,
    @DefaultValue("false") boolean createBucket,
    @DefaultValue("true") boolean conditionalWrites,
    @DefaultValue("1500ms") Duration timeout,
    @DefaultValue("200ms") Duration timeoutPerMegabyte,
    @DefaultValue("64") int maxCalls,
    @DefaultValue("16MB") DataSize multipartThreshold,
    @DefaultValue("8MB") DataSize partSize,
    @DefaultValue("30s") Duration lease) {

  private static final String NAME = "image-search.store.s3.";
  private static final DataSize SMALLEST_PART = DataSize.ofMegabytes(5);
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);

  S3Properties {
    check(accessKey.isEmpty() == secretKey.isEmpty(), "access-key and secret-key go together");
    check(prefix.isEmpty() || prefix.matches("[\\w.-]+(/[\\w.-]+)*/"), "prefix ends with a slash");
    check(maxCalls > 0, "max-calls is at least 1");
    check(partSize.compareTo(SMALLEST_PART) >= 0, "part-size is at least " + SMALLEST_PART);
    check(multipartThreshold.compareTo(partSize) >= 0, "multipart-threshold is below part-size");
    check(lease.compareTo(SHORTEST_LEASE) >= 0, "lease is at least " + SHORTEST_LEASE);
  }

  boolean hasStaticKeys() {
    return !accessKey.isEmpty();
  }

  boolean usesPathStyle() {
    return pathStyle.orElse(endpoint.isPresent());
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "bucket " + bucket + endpoint.map(uri -> " at " + uri).orElse(" of AWS in " + region);
  }

  private static void check(boolean fine, String rule) {
    if (!fine) {
      throw new IllegalArgumentException(NAME + rule);
    }
  }
}
