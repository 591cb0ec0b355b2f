package io.imagesearch.operator.api.v1alpha1;

import java.util.Map;

/**
 * How texts of the spec look. The schema has them as rules with the sentence as their message, as
 * an expression alone tells nobody what to write.
 */
public final class Forms {
  /** Of the cluster itself: names of Services and labels begin with it. */
  public static final String CLUSTER_NAME = "^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$";

  static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
  public static final String VERSION = "^2[.][3-6][.](0|[1-9][0-9]{0,3})$";
  static final String SIZE = "^[1-9][0-9]*([.][0-9]+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$";
  static final String HOST =
      "^([*][.])?[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
  static final String HTTP_ADDRESS = "^https?://[^\\s/]+$";
  static final String ETCD_ENDPOINT = "^(https?://)?[^\\s/]+:[0-9]+$";
  static final String BROKER = "^[^\\s/]+:[0-9]+$";
  static final String PULSAR_ADDRESS = "^pulsar([+]ssl)?://[^\\s/]+:[0-9]+$";
  static final String BUCKET = "^[a-z0-9][a-z0-9.-]*[a-z0-9]$";
  static final String PREFIX = "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$";
  static final String MODEL_NAME = "^[a-z0-9]([-a-z0-9._]*[a-z0-9])?$";
  static final String MODEL_ADDRESS = "^(https|s3)://[^\\s]+$";
  static final String SHA256 = "^[0-9a-f]{64}$";
  static final String EXTENDED_RESOURCE =
      "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
  static final String IMAGE = "^[^\\s@]+(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?$";

  /** Kubernetes' own form of amounts, such as 500m or 1Gi. */
  public static final String AMOUNT =
      "^([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

  static final String REGISTRY = "^[^\\s/]+(/[^\\s/]+)*$";

  /** The sentence of each. */
  public static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry(
              CLUSTER_NAME,
              "give a name of at most 40 lower-case letters, digits and '-' that begins with a"
                  + " letter: names of Services are made of it"),
          Map.entry(OBJECT_NAME, "give a name of lower-case letters, digits, '-' and '.'"),
          Map.entry(
              VERSION, "give a version from 2.3 to 2.6 with its patch number, such as 2.6.16"),
          Map.entry(SIZE, "give an amount of bytes such as 10Gi"),
          Map.entry(
              HOST,
              "give a host name such as shop.example.com, in lower case, without port or"
                  + " path"),
          Map.entry(
              HTTP_ADDRESS, "give http:// or https://, a host and, if need be, a port; no path"),
          Map.entry(ETCD_ENDPOINT, "give host and port, such as etcd-0.example.com:2379"),
          Map.entry(BROKER, "give host and port, such as kafka-0.example.com:9092"),
          Map.entry(
              PULSAR_ADDRESS, "give pulsar:// or pulsar+ssl://, a host and a port, and no path"),
          Map.entry(BUCKET, "give the name of a bucket: lower-case letters, digits, '-' and '.'"),
          Map.entry(PREFIX, "give words parted by '/', with none at the beginning or end"),
          Map.entry(MODEL_NAME, "give a name of lower-case letters, digits, '-', '_' and '.'"),
          Map.entry(MODEL_ADDRESS, "give an address that begins with https:// or s3://"),
          Map.entry(SHA256, "give the 64 hexadecimal digits that sha256sum prints"),
          Map.entry(
              EXTENDED_RESOURCE,
              "give the full name of an extended resource, such as nvidia.com/gpu"),
          Map.entry(
              IMAGE,
              "give an image such as registry.example.com/search-service:1.0, with tag or"
                  + " digest"),
          Map.entry(AMOUNT, "give an amount such as 500m or 1Gi"),
          Map.entry(REGISTRY, "give a registry such as registry.example.com/mirror, no https://"));

  private Forms() {}
}
