package io.imagesearch.artifact;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who we are to the server, and which one it is: files of a folder, as a mounted Secret is one.
 * Never printed.
 *
 * @param values by the names of the files: {@code token} for https, {@code access-key} and {@code
 *     secret-key} for S3, with {@code endpoint} and {@code region} where the server is not AWS'
 * @param authority file with the certificates that alone are trusted, if there is one
 */
public record SourceCredentials(Map<String, String> values, Optional<Path> authority) {
  private static final String TOKEN_VARIABLE = "IMAGE_SEARCH_MODEL_TOKEN";
  private static final String AUTHORITY = "ca.crt";
  private static final long LARGEST = 1 << 16;

  public SourceCredentials {
    values = Map.copyOf(values);
  }

  /** From the environment; that of S3 is read by the AWS SDK itself. */
  public static SourceCredentials of(Map<String, String> environment) {
    Map<String, String> values = new TreeMap<>();
    String token = environment.get(TOKEN_VARIABLE);
    if (token != null && !token.isBlank()) {
      values.put("token", token.strip());
    }
    return new SourceCredentials(values, Optional.empty());
  }

  /**
   * From the files of a folder.
   *
   * @throws ArtifactException when one can't be read
   */
  public static SourceCredentials of(Path folder) throws ArtifactException {
    if (!Files.isDirectory(folder)) {
      throw unusable(folder, "there is no such folder");
    }
    Map<String, String> values = new TreeMap<>();
    for (String name : new String[] {"token", "access-key", "secret-key", "endpoint", "region"}) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        values.put(name, read(file));
      }
    }
    if (values.containsKey("access-key") != values.containsKey("secret-key")) {
      throw unusable(folder, "it has one of access-key and secret-key, which go together");
    }
    if (!values.getOrDefault("endpoint", "https://aws").matches("https?://[^\\s/]+/?")) {
      throw unusable(folder.resolve("endpoint"), "it has no address like https://s3.example.com");
    }
    Path authority = folder.resolve(AUTHORITY);
    return new SourceCredentials(
        values, Files.exists(authority) ? Optional.of(authority) : Optional.empty());
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Of another server than AWS'. */
  Optional<URI> endpoint() {
    return value("endpoint").map(URI::create);
  }

  private static String read(Path file) throws ArtifactException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("it is no secret, but larger than 64 kB");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ArtifactException(
          ArtifactException.Reason.FOLDER, file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static ArtifactException unusable(Path file, String why) {
    return new ArtifactException(ArtifactException.Reason.FOLDER, file + " can't be used: " + why);
  }

  @Override
  public String toString() {
    return "SourceCredentials[…]";
  }
}
