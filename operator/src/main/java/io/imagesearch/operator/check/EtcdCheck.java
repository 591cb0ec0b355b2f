package io.imagesearch.operator.check;

import io.imagesearch.operator.store.EtcdConnection;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Reads from etcd as Milvus does: with a quorum's consent, as its user, below its root. One member
 * that answers is enough, as it is for Milvus.
 *
 * @param tls what {@code connection.tlsSecret} names
 * @param user what {@code connection.authSecret} names
 */
public record EtcdCheck(
    EtcdConnection connection, Optional<SecretData> tls, Optional<SecretData> user)
    implements DependencyCheck {
  private static final Set<String> SILENT =
      Set.of("ConnectionRefused", "HostNotFound", "DeadlineExceeded");

  /** Reads the Secrets that the connection names. */
  public static EtcdCheck of(EtcdConnection connection, SecretSource secrets) {
    return new EtcdCheck(
        connection,
        secrets.require(connection.tlsSecret()),
        secrets.require(connection.authSecret()));
  }

  @Override
  public String target() {
    return "etcd at " + String.join(", ", connection.endpoints());
  }

  @Override
  public CheckResult ask(Duration deadline) throws Exception {
    long end = System.nanoTime() + deadline.toNanos();
    var answers = new ExecutorCompletionService<CheckResult>(Thread::startVirtualThread);
    for (String endpoint : connection.endpoints()) {
      answers.submit(() -> member(endpoint, deadline));
    }
    CheckResult told = null;
    for (String _ : connection.endpoints()) {
      Future<CheckResult> answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      CheckResult result = answer == null ? Faults.late(target(), deadline) : got(answer);
      if (result instanceof CheckResult.Ok) {
        return result;
      }
      told = told == null || isSilent(told) ? result : told;
    }
    return told == null ? CheckResult.failed("NoEndpoint", "etcd has no endpoint") : told;
  }

  /** Who answers knows more than who doesn't. */
  private static boolean isSilent(CheckResult result) {
    return result instanceof CheckResult.Failed(String reason, String _) && SILENT.contains(reason);
  }

  private CheckResult member(String endpoint, Duration deadline) {
    String target = "etcd at " + endpoint;
    try {
      return new EtcdMemberCheck(new EtcdMember(connection, endpoint, tls, user, deadline)).ask();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Faults.of(target, deadline, e);
    }
  }

  private static CheckResult got(Future<CheckResult> answer)
      throws InterruptedException, ExecutionException {
    return answer.get();
  }
}
