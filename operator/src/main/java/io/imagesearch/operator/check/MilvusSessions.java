package io.imagesearch.operator.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.imagesearch.operator.store.EtcdConnection;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys in etcd by which Milvus' processes find each other. Each holds the address of a process
 * and is held by a lease that the process renews.
 *
 * @param tls what {@code connection.tlsSecret} names
 * @param user what {@code connection.authSecret} names
 */
public record MilvusSessions(
    EtcdConnection connection, Optional<SecretData> tls, Optional<SecretData> user) {
  private static final ObjectReader READER = new ObjectMapper().reader();

  /** Reads the Secrets that the connection names. */
  public static MilvusSessions of(EtcdConnection connection, SecretSource secrets) {
    return new MilvusSessions(
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
    IOException failure = new IOException("etcd has no endpoint");
    for (String endpoint : connection.endpoints()) {
      try {
        return new EtcdMember(connection, endpoint, tls, user, deadline)
            .ask(calls -> end(calls, hosts));
      } catch (IOException | GeneralSecurityException | StatusRuntimeException e) {
        failure = new IOException("etcd at " + endpoint + ": " + e.getMessage(), e);
      }
    }
    throw failure;
  }

  private List<String> end(EtcdCalls calls, Set<String> hosts) {
    String root = connection.rootPath() + "/meta/session";
    // The character behind the slash ends the range.
    List<EtcdCalls.Leased> theirs =
        calls.list(root + "/", root + "0").stream()
            .filter(session -> session.lease() != 0 && hosts.contains(host(session.value())))
            .toList();
    theirs.stream().map(EtcdCalls.Leased::lease).distinct().forEach(calls::revoke);
    return theirs.stream().map(session -> session.key().substring(root.length() + 1)).toList();
  }

  /** Of what Milvus writes there, as {@code {"Address": "10.0.0.7:53100", …}}. */
  private static String host(String session) {
    try {
      String address = READER.readTree(session).path("Address").asText();
      int colon = address.lastIndexOf(':');
      return colon < 0 ? address : address.substring(0, colon).replaceAll("[\\[\\]]", "");
    } catch (JsonProcessingException e) {
      return ""; // somebody else's, below the same root
    }
  }
}
