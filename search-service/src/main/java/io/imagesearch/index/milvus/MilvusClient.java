package io.imagesearch.index.milvus;

import io.imagesearch.request.OutgoingHeaders;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.shaded.io.grpc.ClientInterceptors;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.utils.ClientUtils;
import java.util.Optional;

/**
 * A connected client of Milvus.
 *
 * @param traced what its calls go over where they are to be traced: the client lets nobody at the
 *     channel that it made itself, which then stays idle
 */
record MilvusClient(MilvusClientV2 calls, Optional<ManagedChannel> traced)
    implements AutoCloseable {

  static MilvusClient connect(ConnectConfig config, RetryConfig retries, OutgoingHeaders request) {
    MilvusClientV2 client = new MilvusClientV2(config).withRetry(retries);
    if (!request.areTraced()) {
      return new MilvusClient(client, Optional.empty());
    }
    try {
      ManagedChannel channel = new ClientUtils().getChannel(config);
      client.setBlockingStub(
          MilvusServiceGrpc.newBlockingStub(
              ClientInterceptors.intercept(channel, new RequestMetadata(request))));
      return new MilvusClient(client, Optional.of(channel));
    } catch (RuntimeException e) {
      close(client);
      throw e;
    }
  }

  @Override
  public void close() {
    traced.ifPresent(ManagedChannel::shutdownNow);
    close(calls);
  }

  private static void close(MilvusClientV2 client) {
    try {
      client.close(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
