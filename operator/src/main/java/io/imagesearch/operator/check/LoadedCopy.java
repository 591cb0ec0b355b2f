package io.imagesearch.operator.check;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a collection in the memory of query nodes, or without any.
 *
 * @param collection Milvus' number for it
 * @param id Milvus' number for the copy
 * @param hosts IP addresses of the pods of its query nodes that live
 */
public record LoadedCopy(long collection, long id, Set<String> hosts) {
  // Of the message querypb.Replica in Milvus' query_coord.proto.
  private static final int ID = 1;
  private static final int COLLECTION = 2;
  private static final int NODES = 3;

  public LoadedCopy {
    hosts = Set.copyOf(hosts);
  }

  /**
   * Of what Milvus writes.
   *
   * @param hostOf by the number of a server that lives
   */
  static LoadedCopy read(ByteString value, Map<Long, String> hostOf) {
    try {
      UnknownFieldSet copy = UnknownFieldSet.parseFrom(value);
      Set<String> hosts = new HashSet<>();
      for (ByteString packed : copy.getField(NODES).getLengthDelimitedList()) {
        CodedInputStream nodes = packed.newCodedInput();
        while (!nodes.isAtEnd()) {
          String host = hostOf.get(nodes.readInt64());
          if (host != null) {
            hosts.add(host);
          }
        }
      }
      return new LoadedCopy(number(copy, COLLECTION), number(copy, ID), hosts);
    } catch (IOException e) {
      throw new UncheckedIOException("Milvus' own key of a copy in memory", e);
    }
  }

  private static long number(UnknownFieldSet copy, int field) {
    return copy.getField(field).getVarintList().stream().findFirst().orElse(0L);
  }
}
