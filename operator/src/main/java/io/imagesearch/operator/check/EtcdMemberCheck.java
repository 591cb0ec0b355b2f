package io.imagesearch.operator.check;

import io.imagesearch.operator.store.EtcdConnection;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** Asks one member of etcd. */
record EtcdMemberCheck(EtcdMember member) {
  private static final long NO_SPACE = 1;
  private static final long CORRUPT = 2;

  CheckResult ask() throws IOException, GeneralSecurityException {
    try {
      return member.ask(this::ask);
    } catch (StatusRuntimeException e) {
      return refused(e);
    }
  }

  private CheckResult ask(EtcdCalls calls) {
    EtcdConnection connection = member.connection();
    // Below the root: the character behind the slash ends the range.
    calls.read(connection.rootPath() + "/", connection.rootPath() + "0");
    var alarms = calls.alarms();
    if (alarms.contains(CORRUPT)) {
      return CheckResult.failed("Corrupt", "etcd's members don't agree about their data");
    }
    return alarms.contains(NO_SPACE)
        ? CheckResult.failed(
            "NoSpace",
            "etcd has reached its quota and takes no writes: compact and defragment it, then"
                + " disarm the alarm")
        : CheckResult.ok();
  }

  private CheckResult refused(StatusRuntimeException thrown) {
    String where = "etcd at " + member.endpoint();
    Optional<SecretData> user = member.user();
    Duration deadline = member.deadline();
    String said = String.valueOf(thrown.getStatus().getDescription());
    return switch (thrown.getStatus().getCode()) {
      case INVALID_ARGUMENT, UNAUTHENTICATED, FAILED_PRECONDITION ->
          user.isPresent()
              ? CheckResult.failed(
                  "AuthenticationFailed", where + " refuses " + user.get() + ": " + said)
              : CheckResult.failed("AuthenticationRequired", where + " asks for a user: " + said);
      case PERMISSION_DENIED ->
          CheckResult.failed(
              "PermissionDenied",
              where + " does not let its user read below " + member.connection().rootPath());
      case UNAVAILABLE ->
          said.startsWith("etcdserver:")
              ? CheckResult.failed("NoQuorum", where + " has no quorum: " + said)
              : Faults.of(where, deadline, thrown);
      case DEADLINE_EXCEEDED -> Faults.late(where, deadline);
      default -> Faults.of(where, deadline, thrown);
    };
  }
}
