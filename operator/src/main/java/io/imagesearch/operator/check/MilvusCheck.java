package io.imagesearch.operator.check;

import io.imagesearch.operator.store.MilvusConnection;
import io.milvus.grpc.CheckHealthRequest;
import io.milvus.grpc.CheckHealthResponse;
import io.milvus.grpc.GetReplicasRequest;
import io.milvus.grpc.GetReplicasResponse;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.milvus.grpc.ShowCollectionsRequest;
import io.milvus.grpc.ShowCollectionsResponse;
import io.milvus.grpc.ShowType;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Asks a proxy of Milvus whether everything behind it is well, and how many copies of the
 * collections are in memory.
 *
 * @param credentials what {@code connection.credentialsSecret} names
 * @param tls what {@code connection.tlsSecret} names
 */
public record MilvusCheck(
    MilvusConnection connection, Optional<SecretData> credentials, Optional<SecretData> tls)
    implements DependencyCheck {

  /** Reads the Secrets that the connection names. */
  public static MilvusCheck of(MilvusConnection connection, SecretSource secrets) {
    return new MilvusCheck(
        connection,
        secrets.require(connection.credentialsSecret()),
        secrets.require(connection.tlsSecret()));
  }

  @Override
  public String target() {
    return "Milvus at " + connection.host() + ":" + connection.port();
  }

  @Override
  public CheckResult ask(Duration deadline) throws Exception {
    ManagedChannel channel = MilvusChannel.open(connection, tls);
    try {
      MilvusServiceBlockingStub milvus =
          MilvusServiceGrpc.newBlockingStub(channel)
              .withInterceptors(MilvusChannel.identity(connection, credentials))
              .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
      CheckHealthResponse health = milvus.checkHealth(CheckHealthRequest.getDefaultInstance());
      return health.getIsHealthy()
          ? new CheckResult.Ok(loadedReplicas(milvus))
          : CheckResult.failed("Unhealthy", target() + " is not well: " + reasons(health));
    } catch (StatusRuntimeException e) {
      return refused(deadline, e);
    } finally {
      channel.shutdownNow();
    }
  }

  private CheckResult refused(Duration deadline, StatusRuntimeException thrown) {
    return switch (thrown.getStatus().getCode()) {
      // A server that is older than this call.
      case UNIMPLEMENTED -> CheckResult.ok();
      case DEADLINE_EXCEEDED -> Faults.late(target(), deadline);
      case UNAUTHENTICATED ->
          CheckResult.failed(
              "AuthenticationFailed",
              target()
                  + " refuses "
                  + credentials.map(SecretData::toString).orElse("a client without credentials"));
      case PERMISSION_DENIED ->
          CheckResult.failed("PermissionDenied", target() + " does not let its user ask");
      default -> Faults.of(target(), deadline, thrown);
    };
  }

  private static String reasons(CheckHealthResponse health) {
    String reasons = String.join("; ", health.getReasonsList());
    return reasons.isEmpty() ? health.getStatus().getReason() : reasons;
  }

  /** Of the collection that has the fewest; none while none is loaded, or for who may not ask. */
  @SuppressWarnings("deprecation") // What takes its place, Milvus 2.3 does not know.
  private OptionalInt loadedReplicas(MilvusServiceBlockingStub milvus) {
    ShowCollectionsRequest.Builder request =
        ShowCollectionsRequest.newBuilder().setType(ShowType.InMemory);
    connection.database().ifPresent(request::setDbName);
    ShowCollectionsResponse loaded = milvus.showCollections(request.build());
    return loaded.getCollectionIdsList().stream()
        .mapToInt(collection -> (int) replicas(milvus, collection))
        .min();
  }

  private long replicas(MilvusServiceBlockingStub milvus, long collection) {
    GetReplicasRequest.Builder request =
        GetReplicasRequest.newBuilder().setCollectionID(collection);
    connection.database().ifPresent(request::setDbName);
    GetReplicasResponse response = milvus.getReplicas(request.build());
    return response.getReplicasList().stream()
        .filter(replica -> replica.getNodeIdsCount() > 0)
        .count();
  }
}
