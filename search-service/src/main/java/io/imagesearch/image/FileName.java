package io.imagesearch.image;

/** A file name that came with a picture: shown to people, never used to open anything. */
public final class FileName {
  private static final int MAX_LENGTH = 255;

  private FileName() {}

  /**
   * The name, with forward slashes. A relative path is kept, since it tells where in a folder the
   * picture was.
   *
   * @throws IllegalArgumentException for absolute paths, {@code ..}, control characters, over 255
   */
  public static String check(String name) {
    String slashed = name.replace('\\', '/');
    if (slashed.isBlank() || slashed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a file name has 1 to " + MAX_LENGTH + " characters");
    }
    if (slashed.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a file name has no control characters");
    }
    boolean drive = slashed.length() > 1 && slashed.charAt(1) == ':';
    if (slashed.startsWith("/") || drive || ("/" + slashed + "/").contains("/../")) {
      throw new IllegalArgumentException("a file name is no absolute path and has no '..'");
    }
    return slashed;
  }
}
