package io.imagesearch.operator.check;

import io.imagesearch.operator.store.EtcdConnection;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What Milvus keeps in etcd of its processes, and of the copies of collections that they have in
 * memory.
 *
 * @param tls what {@code connection.tlsSecret} names
 * @param user what {@code connection.authSecret} names
 */
public record MilvusMetadata(
    EtcdConnection connection, Optional<SecretData> tls, Optional<SecretData> user) {
  /** Milvus' {@code etcd.metaSubPath}. */
  private static final String BELOW_ROOT = "/meta/";

  /** The character behind the slash, which ends the range of what is below a folder. */
  private static final char BEHIND_SLASH = '0';

  /** Reads the Secrets that the connection names. */
  public static MilvusMetadata of(EtcdConnection connection, SecretSource secrets) {
    return new MilvusMetadata(
        connection,
        secrets.require(connection.tlsSecret()),
        secrets.require(connection.authSecret()));
  }

  /**
   * Ends the sessions of the processes at these addresses. A process that lives notices that its
   * lease is gone and ends: there are never two that take themselves for the active coordinator.
   *
   * @param hosts IP addresses of pods
   * @return names of what was ended
   * @throws IOException when no member did it in time
   */
  public List<String> end(Set<String> hosts, Duration deadline) throws IOException {
    return ask(
        deadline,
        calls -> {
          List<ServerSession> theirs =
              sessions(calls).stream()
                  .filter(session -> session.lease() != 0 && hosts.contains(session.host()))
                  .toList();
          theirs.stream().map(ServerSession::lease).distinct().forEach(calls::revoke);
          return theirs.stream().map(ServerSession::name).toList();
        });
  }

  /**
   * The copies of all collections that are to be in memory, each with those of its query nodes that
   * live: Milvus 2.2 to 2.3.
   *
   * @throws IOException when no member answered in time
   */
  public List<LoadedCopy> copies(Duration deadline) throws IOException {
    return ask(
        deadline,
        calls -> {
          // Copies first: a node that joins one is registered before that.
          List<EtcdCalls.Leased> copies = list(calls, "querycoord-replica");
          Map<Long, String> hosts = new HashMap<>();
          sessions(calls).forEach(session -> hosts.put(session.server(), session.host()));
          return copies.stream().map(copy -> LoadedCopy.read(copy.value(), hosts)).toList();
        });
  }

  private <T> T ask(Duration deadline, Function<EtcdCalls, T> question) throws IOException {
    IOException failure = new IOException("etcd has no endpoint");
    for (String endpoint : connection.endpoints()) {
      try {
        return new EtcdMember(connection, endpoint, tls, user, deadline).ask(question);
      } catch (IOException
          | UncheckedIOException
          | GeneralSecurityException
          | StatusRuntimeException e) {
        failure = new IOException("etcd at " + endpoint + ": " + e.getMessage(), e);
      }
    }
    throw failure;
  }

  private List<ServerSession> sessions(EtcdCalls calls) {
    return list(calls, "session").stream()
        .map(entry -> ServerSession.read(entry, folder("session")))
        .toList();
  }

  private List<EtcdCalls.Leased> list(EtcdCalls calls, String folder) {
    String below = folder(folder);
    return calls.list(below, below.substring(0, below.length() - 1) + BEHIND_SLASH);
  }

  private String folder(String name) {
    return connection.rootPath() + BELOW_ROOT + name + "/";
  }
}
