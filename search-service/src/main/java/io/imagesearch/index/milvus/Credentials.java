package io.imagesearch.index.milvus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who we are to Milvus: a user with a password, or a token. Files are read anew for each
 * connection, so that a rotated secret is taken up. Never printed.
 */
record Credentials(
    Optional<String> username,
    Optional<String> password,
    Optional<Path> passwordFile,
    Optional<String> token,
    Optional<Path> tokenFile) {
  static final Credentials NONE =
      new Credentials(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  Optional<String> currentPassword() throws IOException {
    return current(password, passwordFile);
  }

  Optional<String> currentToken() throws IOException {
    return current(token, tokenFile);
  }

  private static Optional<String> current(Optional<String> text, Optional<Path> file)
      throws IOException {
    return file.isPresent() ? Optional.of(Files.readString(file.get()).strip()) : text;
  }

  @Override
  public String toString() {
    return "Credentials[…]";
  }
}
