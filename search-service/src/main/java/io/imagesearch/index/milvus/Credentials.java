package io.imagesearch.index.milvus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to Milvus: a user with a password, or a token. Files are read anew for each
 * connection, so that a rotated secret is taken up. Never printed.
 */
record Credentials(
    Optional<String> username,
    Optional<String> password,
    @Nullable Path passwordFile,
    Optional<String> token,
    @Nullable Path tokenFile) {
  static final Credentials NONE =
      new Credentials(Optional.empty(), Optional.empty(), null, Optional.empty(), null);

  Optional<String> currentPassword() throws IOException {
    return current(password, passwordFile);
  }

  Optional<String> currentToken() throws IOException {
    return current(token, tokenFile);
  }

  private static Optional<String> current(Optional<String> text, @Nullable Path file)
      throws IOException {
    return file == null ? text : Optional.of(Files.readString(file).strip());
  }

  @Override
  public String toString() {
    return "Credentials[…]";
  }
}
