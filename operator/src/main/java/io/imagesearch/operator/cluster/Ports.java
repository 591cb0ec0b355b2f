package io.imagesearch.operator.cluster;

/** The ports of what a cluster is made of. */
public final class Ports {
  public static final int API = 8080;
  public static final int EMBEDDER = 8080;
  public static final int ETCD_CLIENT = 2379;
  public static final int ETCD_PEER = 2380;

  /** Health and metrics of etcd, without a client certificate. */
  public static final int ETCD_METRICS = 2381;

  public static final int OBJECT_STORAGE = 7070;
  public static final int KAFKA = 9092;
  public static final int KAFKA_CONTROLLER = 9093;
  public static final int MILVUS = 19530;
  public static final int MILVUS_PROXY_INTERNAL = 19529;

  /** Of each Milvus process: metrics and health, and calls that nobody may make. */
  public static final int MILVUS_METRICS = 9091;

  private Ports() {}
}
