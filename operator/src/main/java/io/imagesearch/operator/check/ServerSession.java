package io.imagesearch.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;

/**
 * The key in etcd by which others find a process of Milvus. It is held by a lease that the process
 * renews.
 *
 * @param name such as {@code querynode-7}
 * @param lease number of the lease, 0 without one
 * @param server Milvus' number for the process
 * @param host IP address of its pod; empty where the entry is no session
 */
record ServerSession(String name, long lease, long server, String host) {
  private static final ObjectReader READER = new ObjectMapper().reader();

  /** Of what Milvus writes, as {@code {"ServerID": 7, "Address": "10.0.0.7:53100", …}}. */
  static ServerSession read(EtcdCalls.Leased entry, String folder) {
    String name = entry.key().substring(folder.length());
    try {
      JsonNode session = READER.readTree(entry.value().toByteArray());
      String address = session.path("Address").asText();
      int colon = address.lastIndexOf(':');
      String host = colon < 0 ? address : address.substring(0, colon).replaceAll("[\\[\\]]", "");
      return new ServerSession(name, entry.lease(), session.path("ServerID").asLong(), host);
    } catch (IOException e) {
      return new ServerSession(name, entry.lease(), 0, ""); // somebody else's, below the same root
    }
  }
}
