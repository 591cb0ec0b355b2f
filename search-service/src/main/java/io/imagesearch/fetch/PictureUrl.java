package io.imagesearch.fetch;

import io.imagesearch.image.FileName;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address whose every part has one reading. What two parsers could read differently is refused:
 * userinfo, backslashes, letters that are not ASCII, and numbers that only look like an address.
 *
 * @param uri absolute, http or https
 * @param literal the address itself where the host is no name
 */
record PictureUrl(URI uri, Optional<InetAddress> literal) {
  private static final int MAX_LENGTH = 2048;
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]*");
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern DOTTED = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern BRACKETED = Pattern.compile("\\[[0-9a-f:.]+]");

  static PictureUrl parse(String text, Set<Integer> ports) throws FetchException {
    if (text.length() > MAX_LENGTH) {
      throw FetchException.notAllowed();
    }
    try {
      return checked(new URI(text), ports);
    } catch (URISyntaxException e) {
      throw FetchException.notAllowed();
    }
  }

  /** Where a redirect leads; it is checked like an address that a caller sent. */
  PictureUrl redirected(String location, Set<Integer> ports) throws FetchException {
    try {
      PictureUrl next = parse(uri.resolve(new URI(location)).toString(), ports);
      if (isSecure() && !next.isSecure()) {
        throw FetchException.notAllowed();
      }
      return next;
    } catch (URISyntaxException e) {
      throw FetchException.notAllowed();
    }
  }

  boolean isSecure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  int port() {
    return port(uri);
  }

  /** In lower case, IPv6 without its brackets. */
  String host() {
    return literal.map(InetAddress::getHostAddress).orElse(uri.getHost().toLowerCase(Locale.ROOT));
  }

  /** The path's last part, where it can be a picture's name. */
  String fileName() {
    String path = uri.getPath();
    try {
      return FileName.check(path.substring(path.lastIndexOf('/') + 1));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static PictureUrl checked(URI uri, Set<Integer> ports) throws FetchException {
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!http
        || uri.getHost() == null
        || uri.getRawAuthority().indexOf('@') >= 0
        || !ports.contains(port(uri))) {
      throw FetchException.notAllowed();
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (DOTTED.matcher(host).matches()) {
      return new PictureUrl(uri, Optional.of(InetAddress.ofLiteral(host)));
    }
    if (BRACKETED.matcher(host).matches()) {
      String address = host.substring(1, host.length() - 1);
      return new PictureUrl(uri, Optional.of(InetAddress.ofLiteral(address)));
    }
    // A name's last part begins with a letter, so no spelling of a number is one.
    if (!NAME.matcher(host).matches()) {
      throw FetchException.notAllowed();
    }
    return new PictureUrl(uri, Optional.empty());
  }

  private static int port(URI uri) {
    int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return uri.getPort() < 0 ? standard : uri.getPort();
  }
}
