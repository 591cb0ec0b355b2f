package io.imagesearch.request;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Names one request in its answer, in every line that is logged for it, and in calls for it. */
public final class RequestId {
  public static final String HEADER = "X-Request-Id";

  /** Where log lines and problems have it. */
  public static final String FIELD = "requestId";

  /** What tells apart all that callers make, and can break no log line and no header. */
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

  private RequestId() {}

  /** Of the request that this thread serves; none outside of one. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(FIELD));
  }

  /** What the caller sent, where that is sane; else a new one. */
  static String of(@Nullable String sent) {
    return sent != null && SANE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }
}
