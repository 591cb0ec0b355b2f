package io.imagesearch.store.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket's objects, by single calls that end in time. */
final class S3Objects implements AutoCloseable {
  /** Nobody waits at a request for these, and a server over files takes its time for them. */
  private static final Duration LIST_WITHIN = Duration.ofSeconds(10);

  private static final int LARGEST_PAGE = 1000;

  private final S3Client client;
  private final String bucket;
  private final S3Calls calls;
  private final long multipartThreshold;
  private final int partSize;

  S3Objects(S3Client client, S3Properties properties) {
    this.client = client;
    bucket = properties.bucket();
    calls = new S3Calls(properties);
    multipartThreshold = properties.multipartThreshold().toBytes();
    partSize = Math.toIntExact(properties.partSize().toBytes());
  }

  /** An object that was read, and by the server's own clock how old it is. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Read(byte[] bytes, String etag, Duration age) {}

  /** An object in a list. */
  record Listed(String key, Duration age) {}

  void put(String key, byte[] bytes, String mediaType) {
    if (bytes.length >= multipartThreshold) {
      new MultipartUpload(client, bucket, key, calls).send(bytes, partSize, mediaType);
      return;
    }
    calls.call(
        "write",
        calls.deadline(bytes.length),
        () ->
            client.putObject(
                request -> request.bucket(bucket).key(key).contentType(mediaType),
                RequestBody.fromBytes(bytes)));
  }

  /** The new object's ETag; empty where there is one already. */
  Optional<String> create(String key, byte[] bytes) {
    return calls.call(
        "write",
        () ->
            unlessOverruled(() ->
                client
                    .putObject(
                        request -> request.bucket(bucket).key(key).ifNoneMatch("*"),
                        RequestBody.fromBytes(bytes))
                    .eTag()));
  }

  /** The new object's ETag; empty where the present one has another by now. */
  Optional<String> replace(String key, String etag, byte[] bytes) {
    return calls.call(
        "write",
        () ->
            unlessOverruled(() ->
                client
                    .putObject(
                        request -> request.bucket(bucket).key(key).ifMatch(etag),
                        RequestBody.fromBytes(bytes))
                    .eTag()));
  }

  Optional<byte[]> bytes(String key) {
    return get(key).map(ResponseBytes::asByteArrayUnsafe);
  }

  Optional<Read> read(String key) {
    return get(key)
        .map(found ->
            new Read(
                found.asByteArrayUnsafe(),
                found.response().eTag(),
                age(found.response(), found.response().lastModified())));
  }

  boolean exists(String key) {
    return calls.call(
        "read",
        () -> {
          try {
            client.headObject(request -> request.bucket(bucket).key(key));
            return true;
          } catch (NoSuchKeyException e) {
            return false;
          }
        });
  }

  void delete(String key) {
    calls.call(
        "delete",
        () -> {
          try {
            return client.deleteObject(request -> request.bucket(bucket).key(key)).toString();
          } catch (NoSuchKeyException e) {
            return ""; // not all servers keep this to themselves
          }
        });
  }

  /** At most 1000, in the order of their keys. */
  List<Listed> list(String prefix, Optional<String> after, int limit) {
    return calls.call(
        "be listed",
        LIST_WITHIN,
        () -> {
          ListObjectsV2Response page =
              client.listObjectsV2(request ->
                  request
                      .bucket(bucket)
                      .prefix(prefix)
                      .startAfter(after.orElse(null))
                      .maxKeys(Math.min(limit, LARGEST_PAGE)));
          return page.contents().stream().map(each -> listed(page, each)).toList();
        });
  }

  @Override
  public void close() {
    client.close();
  }

  private Optional<ResponseBytes<GetObjectResponse>> get(String key) {
    S3Calls.Patience patience = calls.patience();
    ResponseTransformer<GetObjectResponse, ResponseBytes<GetObjectResponse>> bytes =
        ResponseTransformer.toBytes();
    return calls.call(
        "read",
        patience,
        () -> {
          try {
            return Optional.of(
                client.getObject(
                    request -> request.bucket(bucket).key(key),
                    (answer, body) -> {
                      patience.extend(answer.contentLength());
                      return bytes.transform(answer, body);
                    }));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * A condition that does not hold is no failure: 412, or 409 and 404 by what happens meanwhile.
   */
  private static Optional<String> unlessOverruled(Supplier<String> write) {
    try {
      return Optional.of(write.get());
    } catch (S3Exception e) {
      return switch (e.statusCode()) {
        case 404, 409, 412 -> {
          if ("NoSuchBucket".equals(e.awsErrorDetails().errorCode())) {
            throw e;
          }
          yield Optional.empty();
        }
        default -> throw e;
      };
    }
  }

  private static Listed listed(ListObjectsV2Response page, S3Object object) {
    return new Listed(object.key(), age(page, object.lastModified()));
  }

  /** By the server's clock alone: those of several processes differ. */
  private static Duration age(SdkResponse answer, Instant modified) {
    return Duration.between(modified, serverTime(answer));
  }

  private static Instant serverTime(SdkResponse answer) {
    try {
      return answer
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseGet(Instant::now);
    } catch (DateTimeParseException e) {
      return Instant.now();
    }
  }
}
