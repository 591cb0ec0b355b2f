package io.imagesearch.fetch;

import java.net.InetAddress;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param first an address in it; the bits after the prefix don't count
 * @param prefix leading bits that all addresses of the block share
 */
record AddressBlock(InetAddress first, int prefix) {

  AddressBlock {
    if (prefix < 0 || prefix > Byte.SIZE * first.getAddress().length) {
      throw new IllegalArgumentException("no prefix length for " + first + ": " + prefix);
    }
  }

  /** A block in CIDR notation; an address alone is a block of one. */
  static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    InetAddress first = InetAddress.ofLiteral(literal);
    // Java reads 10 as 0.0.0.10, which nobody means who writes 10/8.
    if (literal.indexOf(':') < 0 && !literal.equals(first.getHostAddress())) {
      throw new IllegalArgumentException("not four numbers: " + literal);
    }
    return new AddressBlock(
        first,
        slash < 0
            ? Byte.SIZE * first.getAddress().length
            : Integer.parseInt(text.substring(slash + 1)));
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int rest = Byte.SIZE - prefix % Byte.SIZE;
    return rest == Byte.SIZE || (ours[whole] ^ theirs[whole]) >> rest == 0;
  }
}
