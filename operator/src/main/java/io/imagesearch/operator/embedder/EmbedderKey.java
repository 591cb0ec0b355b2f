package io.imagesearch.operator.embedder;

import io.imagesearch.operator.cluster.Cluster;

/** The Secret with the key that embedders ask for. */
public final class EmbedderKey {
  /** Its digest, for embedders. */
  public static final String FILE = "keys.json";

  /** Its text, for those who call them. */
  public static final String TEXT = "key";

  private EmbedderKey() {}

  public static String secret(Cluster cluster) {
    return cluster.nameOf("embedder-key");
  }
}
