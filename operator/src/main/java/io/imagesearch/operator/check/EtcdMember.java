package io.imagesearch.operator.check;

import io.imagesearch.operator.store.EtcdConnection;
import io.imagesearch.operator.store.SecretKeys;
import io.milvus.shaded.io.grpc.CallOptions;
import io.milvus.shaded.io.grpc.ManagedChannel;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One member of etcd, spoken to as Milvus does.
 *
 * @param tls what {@code connection.tlsSecret} names
 * @param user what {@code connection.authSecret} names
 * @param deadline of each call
 */
record EtcdMember(
    EtcdConnection connection,
    String endpoint,
    Optional<SecretData> tls,
    Optional<SecretData> user,
    Duration deadline) {

  /** Makes calls over a connection of their own; what is refused is thrown as gRPC has it. */
  <T> T ask(Function<EtcdCalls, T> calls) throws IOException, GeneralSecurityException {
    int colon = endpoint.lastIndexOf(':');
    ManagedChannel channel =
        Grpc.open(
            endpoint.substring(0, colon),
            Integer.parseInt(endpoint.substring(colon + 1)),
            connection.tls(),
            tls);
    try {
      return calls.apply(known(channel));
    } finally {
      channel.shutdownNow();
    }
  }

  private EtcdCalls known(ManagedChannel channel) {
    EtcdCalls anonymous =
        new EtcdCalls(
            channel,
            CallOptions.DEFAULT.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS));
    return user.map(secret ->
            anonymous.as(secret.require(SecretKeys.USERNAME), secret.require(SecretKeys.PASSWORD)))
        .orElse(anonymous);
  }
}
