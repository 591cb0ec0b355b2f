package io.imagesearch.operator.check;

import io.imagesearch.operator.store.ObjectStoreConnection;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lists the bucket as its users do, and looks once whether conditional writes are honoured, which
 * both the API and Woodpecker need. With the cloud's own identity, which the operator doesn't have,
 * only whether a server is there.
 */
public final class ObjectStoreCheck implements DependencyCheck {
  private final ObjectStoreConnection connection;
  private final Optional<SecretData> credentials;
  private final Optional<SecretData> tls;
  private final AtomicBoolean proven = new AtomicBoolean();

  private ObjectStoreCheck(
      ObjectStoreConnection connection,
      Optional<SecretData> credentials,
      Optional<SecretData> tls) {
    this.connection = connection;
    this.credentials = credentials;
    this.tls = tls;
  }

  /** Reads the Secrets that the connection names. */
  public static ObjectStoreCheck of(ObjectStoreConnection connection, SecretSource secrets) {
    return new ObjectStoreCheck(
        connection,
        secrets.require(connection.credentialsSecret()),
        secrets.require(connection.tlsSecret()));
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
      if (!(listed instanceof CheckResult.Ok) || proven.get() || requests.isMissing()) {
        return listed;
      }
      CheckResult written = requests.writeTwice();
      proven.set(written instanceof CheckResult.Ok);
      return written;
    } finally {
      client.shutdownNow();
    }
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
