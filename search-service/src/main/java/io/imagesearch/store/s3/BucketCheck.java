package io.imagesearch.store.s3;

import io.imagesearch.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Finds out at start what would otherwise fail at the first upload, or worse, not fail. */
final class BucketCheck {
  /** Credentials of a cloud's metadata service take their time. */
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final S3Client client;
  private final S3Objects objects;
  private final S3Keys keys;
  private final S3Properties properties;
  private final S3Calls calls;

  BucketCheck(S3Client client, S3Objects objects, S3Keys keys, S3Properties properties) {
    this.client = client;
    this.objects = objects;
    this.keys = keys;
    this.properties = properties;
    calls = new S3Calls(properties);
  }

  void run() {
    if (properties.bucket().isEmpty()) {
      throw new StoreException("image-search.store.s3.bucket names no bucket", null);
    }
    if (!isThere()) {
      if (!properties.createBucket()) {
        throw calls.failure(
            "be opened",
            "there is no such bucket: make it, or set image-search.store.s3.create-bucket=true",
            null);
      }
      create();
    }
    if (properties.conditionalWrites()) {
      checkConditionalWrites();
    }
  }

  private boolean isThere() {
    return calls.call(
        "be opened",
        WITHIN,
        () -> {
          try {
            client.headBucket(request -> request.bucket(properties.bucket()));
            return true;
          } catch (S3Exception e) {
            if (e.statusCode() == 404) {
              return false;
            }
            throw e;
          }
        });
  }

  private void create() {
    calls.call(
        "be made",
        WITHIN,
        () -> {
          try {
            return client.createBucket(request -> request.bucket(properties.bucket())).toString();
          } catch (BucketAlreadyOwnedByYouException e) {
            return ""; // another process was first
          }
        });
  }

  /** Servers that don't know the condition ignore it, and two processes would both be let in. */
  private void checkConditionalWrites() {
    String key = keys.probe(UUID.randomUUID().toString());
    byte[] bytes = "probe".getBytes(StandardCharsets.UTF_8);
    try {
      Optional<String> first = objects.create(key, bytes);
      boolean second = objects.create(key, bytes).isPresent();
      boolean wrong = objects.replace(key, "\"" + "0".repeat(32) + "\"", bytes).isPresent();
      if (first.isEmpty() || second || wrong) {
        throw calls.failure(
            "be used",
            "it does not honour If-None-Match and If-Match; where only one process writes, set"
                + " image-search.store.s3.conditional-writes=false",
            null);
      }
    } finally {
      objects.delete(key);
    }
  }
}
