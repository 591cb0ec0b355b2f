package io.imagesearch.operator.milvus;

/** Where Secrets with certificates are found in a pod. */
enum Certificates {
  ETCD("etcd-tls"),
  OBJECTS("object-storage-tls"),
  KAFKA("kafka-tls");

  private final String volume;

  Certificates(String volume) {
    this.volume = volume;
  }

  String volume() {
    return volume;
  }

  String folder() {
    return "/etc/milvus-tls/" + volume;
  }

  /** Path of what is at a key of the Secret. */
  String file(String key) {
    return folder() + "/" + key;
  }
}
