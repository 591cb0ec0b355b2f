package io.imagesearch.operator.check;

import io.imagesearch.operator.store.ObjectStoreConnection;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lists the bucket as its users do, and now and then writes to it as they do: whether there is
 * room, and whether conditional writes are honoured, which both the API and Woodpecker need. With
 * the cloud's own identity, which the operator doesn't have, only whether a server is there.
 */
public final class ObjectStoreCheck implements DependencyCheck {
  /** A disk does not fill up in less without a word; each write costs money in some clouds. */
  private static final Duration WRITE_EVERY = Duration.ofMinutes(2);

  private final ObjectStoreConnection connection;
  private final Optional<SecretData> credentials;
  private final Optional<SecretData> tls;
  private final LongSupplier nanoTime;

  /** When it was last written to; empty when that failed. */
  private volatile OptionalLong written = OptionalLong.empty();

  private ObjectStoreCheck(
      ObjectStoreConnection connection,
      Optional<SecretData> credentials,
      Optional<SecretData> tls,
      LongSupplier nanoTime) {
    this.connection = connection;
    this.credentials = credentials;
    this.tls = tls;
    this.nanoTime = nanoTime;
  }

  /** Reads the Secrets that the connection names. */
  public static ObjectStoreCheck of(ObjectStoreConnection connection, SecretSource secrets) {
    return of(connection, secrets, System::nanoTime);
  }

  static ObjectStoreCheck of(
      ObjectStoreConnection connection, SecretSource secrets, LongSupplier nanoTime) {
    return new ObjectStoreCheck(
        connection,
        secrets.require(connection.credentialsSecret()),
        secrets.require(connection.tlsSecret()),
        nanoTime);
  }

  @Override
  public String target() {
    return "the object store at " + connection.endpoint();
  }

  @Override
  public CheckResult ask(Duration deadline) throws Exception {
    HttpClient client = Http.client(connection.tls(), tls, deadline);
    try {
      BucketRequests requests = new BucketRequests(client, connection, credentials, deadline);
      if (credentials.isEmpty()) {
        return requests.reach();
      }
      CheckResult listed = requests.list();
      if (!(listed instanceof CheckResult.Ok) || requests.isMissing() || isWrittenLately()) {
        return listed;
      }
      long now = nanoTime.getAsLong();
      CheckResult result = requests.writeTwice();
      written = result instanceof CheckResult.Ok ? OptionalLong.of(now) : OptionalLong.empty();
      return result;
    } finally {
      client.shutdownNow();
    }
  }

  private boolean isWrittenLately() {
    OptionalLong last = written;
    return last.isPresent() && nanoTime.getAsLong() - last.getAsLong() < WRITE_EVERY.toNanos();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectStoreCheck check
        && connection.equals(check.connection)
        && credentials.equals(check.credentials)
        && tls.equals(check.tls);
  }

  @Override
  public int hashCode() {
    return connection.hashCode();
  }
}
