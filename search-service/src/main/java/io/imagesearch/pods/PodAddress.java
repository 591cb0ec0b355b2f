package io.imagesearch.pods;

import java.net.InetAddress;
import java.net.URI;

/**
 * One embedder process: a name may stand for several.
 *
 * @param base scheme, name and port, for Host and certificates
 * @param address what is connected to
 */
record PodAddress(URI base, InetAddress address) {

  URI uri(String path) {
    return base.resolve(path);
  }

  /** As health and logs write it. */
  @Override
  public String toString() {
    String number = address.getHostAddress();
    return base.getHost().equals(number) ? base.toString() : base + " at " + number;
  }
}
