package io.imagesearch.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** No answer came: there was no connection, or it broke off. */
final class Unreachable extends ServiceException {
  private static final long serialVersionUID = 1L;

  private final boolean connected;

  private Unreachable(String message, boolean connected, @Nullable Throwable cause) {
    super(message, cause);
    this.connected = connected;
  }

  static Unreachable of(URI service, IOException e) {
    boolean never =
        e instanceof ConnectException
            || e instanceof HttpConnectTimeoutException
            || e instanceof SSLException;
    String what = never ? "No service can be reached at " : "The connection was lost to ";
    return new Unreachable(what + service + ": " + reasonOf(e), !never, e);
  }

  /** Something else than the service answers at its address. */
  static Unreachable stranger(URI service, @Nullable Throwable cause) {
    return new Unreachable(
        "What answers at " + service + " is not an image search service", false, cause);
  }

  @Override
  int exitCode() {
    return ExitCode.UNREACHABLE;
  }

  @Override
  boolean isPassing() {
    return true;
  }

  /** Not where a connection broke off: it may be this one file that some proxy does not like. */
  @Override
  boolean concernsAll() {
    return !connected;
  }

  @Override
  Problem problem() {
    return Problem.local("connection-lost", String.valueOf(getMessage()));
  }

  private static String reasonOf(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> "no connection in time";
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ when isUnresolved(e) -> "the host name is unknown";
      case ConnectException _ -> e.getMessage() == null ? "connection refused" : e.getMessage();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static boolean isUnresolved(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .anyMatch(UnresolvedAddressException.class::isInstance);
  }
}
