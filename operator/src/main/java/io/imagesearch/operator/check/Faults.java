package io.imagesearch.operator.check;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a server that can't be asked, in the words of conditions. */
final class Faults {
  /** One or two words, with a port or without, where a target ends. */
  private static final Pattern SHORT_NAME = Pattern.compile("[ /][\\w-]+(\\.[\\w-]+)?(:\\d+)?/?$");

  private Faults() {}

  static CheckResult late(String target, Duration deadline) {
    return CheckResult.failed(
        "DeadlineExceeded", target + " did not answer within " + deadline.toMillis() + " ms");
  }

  static CheckResult refused(String target) {
    return CheckResult.failed("ConnectionRefused", "nobody listens at " + target);
  }

  static CheckResult unknownHost(String target) {
    // Pods of the cluster would find it in their own namespace; the operator is in another one.
    String hint = SHORT_NAME.matcher(target).find() ? "; give a Service as NAME.NAMESPACE.svc" : "";
    return CheckResult.failed("HostNotFound", "no address is known for " + target + hint);
  }

  /** The first cause, from the outside in, that says what is wrong. */
  static CheckResult of(String target, Duration deadline, Throwable thrown) {
    // The outer exceptions of a name that is not known say that nobody listens.
    if (causes(thrown).anyMatch(Faults::isUnknownHost)) {
      return unknownHost(target);
    }
    return causes(thrown)
        .flatMap(cause -> Stream.ofNullable(named(target, deadline, cause)))
        .findFirst()
        .orElseGet(() ->
            CheckResult.failed(
                "ConnectionFailed", target + " could not be asked: " + said(thrown)));
  }

  private static @Nullable CheckResult named(String target, Duration deadline, Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException _ -> late(target, deadline);
      case SocketTimeoutException _ -> late(target, deadline);
      case TimeoutException _ -> late(target, deadline);
      case SSLException tls ->
          CheckResult.failed("TlsFailed", "no TLS with " + target + ": " + said(tls));
      case MissingSecretException secret -> CheckResult.failed("SecretMissing", said(secret));
      case GeneralSecurityException secret ->
          CheckResult.failed(
              "SecretUnreadable", "the certificates or key for " + target + ": " + said(secret));
      case ConnectException _ -> refused(target);
      case NoRouteToHostException _ -> CheckResult.failed("NoRoute", "no way leads to " + target);
      case ClosedChannelException _ ->
          CheckResult.failed("ConnectionClosed", target + " hung up without an answer");
      default -> null;
    };
  }

  private static boolean isUnknownHost(Throwable cause) {
    return cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException;
  }

  static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(10);
  }

  private static String said(Throwable thrown) {
    String message = thrown.getMessage();
    String said = message == null ? thrown.getClass().getSimpleName() : message;
    return said.lines().findFirst().orElse("");
  }
}
