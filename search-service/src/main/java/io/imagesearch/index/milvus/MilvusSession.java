package io.imagesearch.index.milvus;

import io.imagesearch.request.OutgoingHeaders;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Connections to Milvus: one for searches and one for all else, so that pictures on their way in
 * never fill the one that people wait for.
 */
final class MilvusSession implements AutoCloseable {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  private final MilvusClient searching;
  private final MilvusClient writing;

  private MilvusSession(MilvusClient searching, MilvusClient writing) {
    this.searching = searching;
    this.writing = writing;
  }

  /**
   * Connects within the deadline, and logs in.
   *
   * @param address of a server, as a URI
   * @param request what each call takes along
   */
  static MilvusSession open(MilvusProperties properties, String address, OutgoingHeaders request)
      throws IOException {
    ConnectConfig config = config(properties, address);
    RetryConfig retries =
        RetryConfig.builder()
            .maxRetryTimes(properties.attempts())
            .initialBackOffMs(20)
            .maxBackOffMs(200)
            .retryOnRateLimit(false)
            .maxRetryTimeoutMs(properties.deadline().toMillis())
            .build();
    return CallDeadline.of(
        properties.deadline(),
        () -> {
          MilvusClient searching = MilvusClient.connect(config, retries, request);
          try {
            return new MilvusSession(searching, MilvusClient.connect(config, retries, request));
          } catch (RuntimeException e) {
            searching.close();
            throw e;
          }
        });
  }

  private static ConnectConfig config(MilvusProperties properties, String address)
      throws IOException {
    ConnectConfig config =
        ConnectConfig.builder()
            .uri(address)
            .connectTimeoutMs(properties.deadline().toMillis())
            // A machine that is gone closes no connection. Servers allow this from 5 s.
            .keepAliveTimeMs(KEEP_ALIVE.toMillis())
            .keepAliveTimeoutMs(properties.deadline().toMillis())
            .build();
    if (!properties.database().isEmpty()) {
      config.setDbName(properties.database());
    }
    properties.credentials().username().ifPresent(config::setUsername);
    properties.credentials().currentPassword().ifPresent(config::setPassword);
    properties.credentials().currentToken().ifPresent(config::setToken);
    Path ca = properties.ca();
    if (ca != null) {
      config.setServerPemPath(ca.toString());
      config.setServerName(properties.uri().getHost());
    }
    properties.serverName().ifPresent(config::setServerName);
    return config;
  }

  <T> T call(Lane lane, Function<MilvusClientV2, T> call) {
    MilvusClient client =
        switch (lane) {
          case SEARCHES -> searching;
          case WRITES -> writing;
        };
    return call.apply(client.calls());
  }

  /** Whether the server answers what it asks nobody else for. */
  boolean answers(Duration patience) {
    try {
      CallDeadline.of(patience, () -> call(Lane.SEARCHES, MilvusClientV2::getServerVersion));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    searching.close();
    writing.close();
  }
}
