package io.imagesearch.operator.check;

import io.imagesearch.operator.store.ObjectStoreConnection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an S3 server means when it refuses. */
final class BucketAnswers {
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");

  private BucketAnswers() {}

  static CheckResult refused(ObjectStoreConnection connection, int status, String body) {
    String where = connection.endpoint().toString();
    String bucket = "bucket " + connection.bucket();
    return switch (code(status, body)) {
      case "NoSuchBucket" -> CheckResult.failed("NoSuchBucket", where + " has no " + bucket);
      // The last is versitygw's, of a key that it does not know.
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "XAdminUserNotFound" ->
          CheckResult.failed(
              "AuthenticationFailed",
              where
                  + " refuses the keys of Secret "
                  + connection.credentialsSecret().orElse("")
                  + " ("
                  + code(status, body)
                  + ")");
      case "AccessDenied", "AllAccessDisabled" ->
          CheckResult.failed(
              "PermissionDenied", where + " does not let these keys use the " + bucket);
      case "RequestTimeTooSkewed" ->
          CheckResult.failed("ClockSkew", "the clocks here and at " + where + " differ too much");
      case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraint" ->
          CheckResult.failed(
              "WrongRegion", bucket + " is not in region " + connection.region() + " at " + where);
      // As versitygw, MinIO and Ceph say it.
      case "InsufficientStorage", "XMinioStorageFull", "QuotaExceeded" ->
          CheckResult.failed(
              "StorageFull",
              where
                  + " has no room left: no picture can be taken in, while those that are there are"
                  + " still found; its volume has to grow");
      case "NotImplemented" ->
          CheckResult.failed(
              "ConditionalWritesMissing", where + " does not know conditional writes");
      case "SlowDown", "ServiceUnavailable", "InternalError" ->
          CheckResult.failed("Unavailable", where + " answers " + code(status, body));
      case String other -> CheckResult.failed("UnexpectedAnswer", where + " answers " + other);
    };
  }

  private static String code(int status, String body) {
    Matcher matcher = CODE.matcher(body);
    if (matcher.find()) {
      return matcher.group(1);
    }
    return switch (status) {
      case 301 -> "PermanentRedirect";
      case 403 -> "AccessDenied";
      case 404 -> "NoSuchBucket";
      case 501 -> "NotImplemented";
      case 503 -> "ServiceUnavailable";
      case 507 -> "InsufficientStorage";
      default -> "HTTP " + status;
    };
  }
}
