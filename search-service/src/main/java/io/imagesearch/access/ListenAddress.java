package io.imagesearch.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Refuses to let others in without keys, unless somebody said that this is meant. */
final class ListenAddress {
  private ListenAddress() {}

  /**
   * Looks at the settings alone, before anything that takes long is begun.
   *
   * @throws AccessException when there are no keys and an address is not this machine's own, or
   *     when the file of keys can't be used
   */
  static void check(Environment environment) {
    AccessProperties properties =
        Binder.get(environment).bind("image-search.access", AccessProperties.class).get();
    KeyFile keys = new KeyFile(properties.keys());
    if (keys.read().isPresent() || properties.open()) {
      return;
    }
    boolean ownActuator = environment.getProperty("management.server.port", "-1").matches("\\d+");
    Stream.of("server.address", "management.server.address")
        .filter(name -> ownActuator || name.startsWith("server"))
        .filter(name -> !isLoopback(environment.getProperty(name, "")))
        .findFirst()
        .ifPresent(name -> {
          throw refusal(name, environment.getProperty(name, ""), keys);
        });
  }

  private static AccessException refusal(String name, String address, KeyFile keys) {
    String where =
        address.isBlank() ? "any address of this machine (" + name + " is empty)" : address;
    return new AccessException(
        "without keys it would let in everybody who reaches "
            + where
            + ": make a key with 'image-search keys create NAME --role admin' (it belongs into "
            + keys.path()
            + "), or set image-search.access.open=true if that is meant");
  }

  /** An empty one means every address of this machine. */
  private static boolean isLoopback(String address) {
    try {
      return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
