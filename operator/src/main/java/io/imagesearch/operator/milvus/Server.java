package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Ports;
import io.imagesearch.operator.cluster.Tier;
import io.imagesearch.operator.cluster.Version;
import java.util.List;
import java.util.Locale;

/**
 * What of a Milvus process takes calls. The ports stand in the milvus.yaml of the image only: in
 * the code each is 19530.
 */
enum Server {
  ROOT_COORD("rootCoord", 53100),
  DATA_COORD("dataCoord", 13333),
  QUERY_COORD("queryCoord", 19531),
  PROXY("proxy", Ports.MILVUS),
  QUERY_NODE("queryNode", 21123),
  DATA_NODE("dataNode", 21124),
  INDEX_NODE("indexNode", 21121),
  STREAMING_NODE("streamingNode", 22222);

  private final String section;
  private final int port;

  Server(String section, int port) {
    this.section = section;
    this.port = port;
  }

  /** Its section of milvus.yaml. */
  String section() {
    return section;
  }

  int port() {
    return port;
  }

  /** Name of the port of a container; at most 15 letters. */
  String portName() {
    return section.toLowerCase(Locale.ROOT);
  }

  /** Those of a process. */
  static List<Server> of(Tier role, Version version) {
    return switch (role) {
      case ROOT_COORD -> List.of(ROOT_COORD);
      case DATA_COORD -> List.of(DATA_COORD);
      case QUERY_COORD -> List.of(QUERY_COORD);
      // From 2.6 on all coordinators answer at the first one's port.
      case MIX_COORD ->
          version.isStreaming()
              ? List.of(ROOT_COORD)
              : List.of(ROOT_COORD, DATA_COORD, QUERY_COORD);
      case PROXY -> List.of(PROXY);
      case QUERY_NODE -> List.of(QUERY_NODE);
      case DATA_NODE -> List.of(DATA_NODE);
      case INDEX_NODE -> List.of(INDEX_NODE);
      // A query node within it serves what is not written to segments yet.
      case STREAMING_NODE -> List.of(STREAMING_NODE, QUERY_NODE);
      // Since 2.3 it does nothing and listens nowhere.
      case INDEX_COORD -> List.of();
      case API, EMBEDDER, ETCD, OBJECT_STORAGE, KAFKA ->
          throw new IllegalArgumentException(role + " is no role of Milvus");
    };
  }
}
