package io.imagesearch.operator.milvus;

/** Annotations by which the operator knows what it made. */
public final class Marks {
  /** Of a Deployment: the version of Milvus that its pods are set to. */
  public static final String VERSION = "imagesearch.io/milvus-version";

  /** Of pods: the digest of the Secrets that they read when they start. */
  static final String SECRETS = "imagesearch.io/secrets";

  private Marks() {}
}
