package io.imagesearch.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The name service of this machine. */
@FunctionalInterface
interface NameResolver {

  /** Every address of the name; at least one. */
  List<InetAddress> resolve(String name) throws UnknownHostException;
}
