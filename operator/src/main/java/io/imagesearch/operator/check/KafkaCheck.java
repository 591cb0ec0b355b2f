package io.imagesearch.operator.check;

import io.imagesearch.operator.store.QueueConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Asks Kafka, as the user that Milvus is, who its brokers are and whether its controllers have a
 * leader: without one, brokers still answer, and no topic can be made.
 *
 * @param tls what {@code connection.tlsSecret} names
 * @param user what {@code connection.authSecret} names
 */
public record KafkaCheck(
    QueueConnection.Kafka connection, Optional<SecretData> tls, Optional<SecretData> user)
    implements DependencyCheck {

  /** Reads the Secrets that the connection names. */
  public static KafkaCheck of(QueueConnection.Kafka connection, SecretSource secrets) {
    return new KafkaCheck(
        connection,
        secrets.require(connection.tlsSecret()),
        secrets.require(connection.authSecret()));
  }

  @Override
  public String target() {
    return "Kafka at " + String.join(", ", connection.brokers());
  }

  @Override
  public CheckResult ask(Duration deadline) throws Exception {
    long end = System.nanoTime() + deadline.toNanos();
    // The client would wait for a broker that isn't there until its time is over, and not say why.
    Optional<CheckResult> nobody = Dial.all(target(), connection.brokers(), deadline);
    if (nobody.isPresent()) {
      return nobody.get();
    }
    Admin admin = Admin.create(KafkaSettings.of(connection, tls, user, deadline));
    try {
      return describe(admin, end);
    } catch (ExecutionException e) {
      return refused(deadline, e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private CheckResult describe(Admin admin, long end) throws Exception {
    int brokers = get(admin.describeCluster().nodes(), end).size();
    if (brokers == 0) {
      return CheckResult.failed("NoBroker", target() + " knows no broker that is up");
    }
    try {
      boolean led = get(admin.describeMetadataQuorum().quorumInfo(), end).leaderId() >= 0;
      return led
          ? CheckResult.ok()
          : CheckResult.failed("NoQuorum", "the controllers of " + target() + " have no leader");
    } catch (ExecutionException e) {
      // With ZooKeeper, or where its user may not ask: the brokers' answer has to do.
      if (e.getCause() instanceof UnsupportedVersionException
          || e.getCause() instanceof AuthorizationException) {
        return CheckResult.ok();
      }
      throw e;
    }
  }

  private CheckResult refused(Duration deadline, ExecutionException thrown) {
    return switch (thrown.getCause()) {
      case SslAuthenticationException tlsFault ->
          CheckResult.failed("TlsFailed", "no TLS with " + target() + ": " + tlsFault.getMessage());
      case AuthenticationException _ ->
          CheckResult.failed(
              "AuthenticationFailed",
              target()
                  + " refuses "
                  + user.map(SecretData::toString).orElse("a client without credentials"));
      case AuthorizationException _ ->
          CheckResult.failed("PermissionDenied", target() + " does not let its user ask");
      case org.apache.kafka.common.errors.TimeoutException _ -> Faults.late(target(), deadline);
      case null, default -> Faults.of(target(), deadline, thrown);
    };
  }

  private static <T> T get(KafkaFuture<T> answer, long end) throws Exception {
    return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
