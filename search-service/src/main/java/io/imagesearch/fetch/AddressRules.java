package io.imagesearch.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: public ones, and those of the operator's own list. Java
 * turns a mapped address such as {@code ::ffff:127.0.0.1} into the IPv4 address it stands for, so
 * that one is judged by what it reaches.
 */
final class AddressRules {
  /** IANA's special-purpose registry, and the one public address that is a cloud's own. */
  private static final List<AddressBlock> NOT_PUBLIC_4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16/32", // Azure's metadata
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All that is public in IPv6 is in here; loopback, local, mapped and translated are not. */
  private static final AddressBlock GLOBAL_6 = AddressBlock.parse("2000::/3");

  /** Teredo and other protocols' own, documentation, and 6to4, which hides an IPv4 address. */
  private static final List<AddressBlock> NOT_PUBLIC_6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final List<AddressBlock> allowed;

  AddressRules(List<AddressBlock> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  boolean permit(InetAddress address) {
    return within(allowed, address) || (isPublic(address) && !isOurs(address));
  }

  static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? !within(NOT_PUBLIC_4, address)
        : GLOBAL_6.contains(address) && !within(NOT_PUBLIC_6, address);
  }

  /** A firewall may let this machine reach more of itself than others can. */
  private static boolean isOurs(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }

  private static boolean within(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private static List<AddressBlock> blocks(String... texts) {
    return Stream.of(texts).map(AddressBlock::parse).toList();
  }
}
