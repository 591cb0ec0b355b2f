package io.imagesearch.operator.check;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to an S3 server (AWS Signature Version 4). Three small requests are all that a
 * check sends; the SDK for them would hold more memory than the rest of the operator.
 */
record SignedRequest(String accessKey, String secretKey, String region) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * A request with its signature.
   *
   * @param uri with path and query escaped as S3 wants it, the query's parameters in order
   * @param headers to be sent and signed beside those that every request has
   */
  HttpRequest.Builder of(
      String method, URI uri, Map<String, String> headers, byte[] body, Instant now)
      throws GeneralSecurityException {
    String time = TIME.format(now);
    String bodyDigest = sha256(body);
    TreeMap<String, String> signed = new TreeMap<>(headers);
    signed.put("host", uri.getAuthority());
    signed.put("x-amz-content-sha256", bodyDigest);
    signed.put("x-amz-date", time);
    String names = String.join(";", signed.keySet());
    String canonical =
        String.join(
            "\n",
            method,
            uri.getRawPath(),
            uri.getRawQuery() == null ? "" : uri.getRawQuery(),
            signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            bodyDigest);
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    String toSign =
        String.join(
            "\n", ALGORITHM, time, scope, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .header(
                "Authorization",
                ALGORITHM
                    + " Credential="
                    + accessKey
                    + "/"
                    + scope
                    + ", SignedHeaders="
                    + names
                    + ", Signature="
                    + HexFormat.of().formatHex(hmac(key(time.substring(0, 8)), toSign)));
    // The client sets the host by itself.
    signed.remove("host");
    signed.forEach(request::header);
    return request;
  }

  private byte[] key(String day) throws GeneralSecurityException {
    byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day);
    return hmac(hmac(hmac(key, region), "s3"), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Nothing of the credentials. */
  @Override
  public String toString() {
    return "signer for " + region;
  }
}
