package io.imagesearch.store.s3;

import io.imagesearch.store.StoreException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes one large object in parts, each with a deadline of its own. It appears when it is
 * complete; what a killed process leaves is invisible, and for the bucket's lifecycle to clear.
 */
final class MultipartUpload {
  private final S3Client client;
  private final String bucket;
  private final String key;
  private final S3Calls calls;

  MultipartUpload(S3Client client, String bucket, String key, S3Calls calls) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.calls = calls;
  }

  void send(byte[] bytes, int partSize, String mediaType) {
    String upload =
        calls.call(
            "write",
            () ->
                client
                    .createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType(mediaType))
                    .uploadId());
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (int from = 0; from < bytes.length; from += partSize) {
        ByteBuffer part = ByteBuffer.wrap(bytes, from, Math.min(partSize, bytes.length - from));
        parts.add(send(upload, parts.size() + 1, part));
      }
      calls.call(
          "write",
          calls.deadline(bytes.length),
          () ->
              client.completeMultipartUpload(request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .uploadId(upload)
                      .multipartUpload(whole -> whole.parts(parts))));
    } catch (StoreException e) {
      abort(upload, e);
      throw e;
    }
  }

  private CompletedPart send(String upload, int number, ByteBuffer part) {
    String etag =
        calls.call(
            "write",
            calls.deadline(part.remaining()),
            () ->
                client
                    .uploadPart(
                        request ->
                            request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromRemainingByteBuffer(part))
                    .eTag());
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void abort(String upload, StoreException why) {
    try {
      calls.call(
          "delete",
          () ->
              client.abortMultipartUpload(
                  request -> request.bucket(bucket).key(key).uploadId(upload)));
    } catch (StoreException e) {
      why.addSuppressed(e);
    }
  }
}
