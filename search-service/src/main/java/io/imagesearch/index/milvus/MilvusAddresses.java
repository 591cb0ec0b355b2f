package io.imagesearch.index.milvus;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Where Milvus' proxies are: the addresses that its name has now, or the name itself. */
final class MilvusAddresses {
  /** Ways to one Milvus: the loss of one of them is noticed by few. */
  private static final int MOST = 4;

  private MilvusAddresses() {}

  /**
   * Those to connect to. A name with one address is one of a balancer, which may lead two
   * connections to two servers; a certificate is for a name and not for an address.
   *
   * @throws UnknownHostException when the name has none
   */
  static List<String> of(URI uri) throws UnknownHostException {
    List<InetAddress> found = List.of(InetAddress.getAllByName(uri.getHost()));
    if (found.stream().allMatch(InetAddress::isLoopbackAddress)) {
      return List.of(uri.toString());
    }
    return found.size() == 1 || !"http".equals(uri.getScheme())
        ? List.of(uri.toString(), uri.toString())
        : found.stream().flatMap(address -> withHost(uri, address)).limit(MOST).toList();
  }

  private static Stream<String> withHost(URI uri, InetAddress address) {
    String host = address.getHostAddress();
    return Stream.of(
        "%s://%s:%d"
            .formatted(uri.getScheme(), host.contains(":") ? "[" + host + "]" : host, port(uri)));
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 19530 : uri.getPort();
  }
}
