package io.imagesearch.operator.plane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Who may speak to the API server: users with a token each, in a kubeconfig of their own. The
 * server makes its certificate itself, at its first start.
 */
final class Credentials {
  static final String ADMIN = "admin";
  static final String CONTROLLERS = "system:kube-controller-manager";
  static final String SCHEDULER = "system:kube-scheduler";
  static final String PLAYER = "kwok";

  private static final List<String> USERS = List.of(ADMIN, CONTROLLERS, SCHEDULER, PLAYER);

  private final Path folder;
  private final int port;

  private Credentials(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  static Credentials make(Path folder, int port) throws IOException {
    Credentials credentials = new Credentials(Files.createDirectories(folder), port);
    StringBuilder tokens = new StringBuilder();
    for (String user : USERS) {
      String token = randomToken();
      // Controllers and scheduler have the roles that the API server gives to their names.
      String groups = user.equals(ADMIN) || user.equals(PLAYER) ? ",\"system:masters\"" : "";
      tokens.append("%s,%s,%s%s\n".formatted(token, user, user, groups));
      credentials.writeKubeconfig(user, token);
    }
    Files.writeString(credentials.tokens(), tokens);
    credentials.writeSigningKey();
    return credentials;
  }

  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  Path signingKey() {
    return folder.resolve("service-accounts.key");
  }

  Path verifyingKey() {
    return folder.resolve("service-accounts.pub");
  }

  /** Where the API server keeps the certificate that it makes. */
  Path certificates() {
    return folder.resolve("apiserver");
  }

  Path certificate() {
    return certificates().resolve("apiserver.crt");
  }

  Path kubeconfig(String user) {
    return folder.resolve(user.replace(':', '-') + ".kubeconfig");
  }

  Path writeKubeconfig(String user, String token) throws IOException {
    return Files.writeString(
        kubeconfig(user),
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: plane
          cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}
        users:
        - name: "%s"
          user: {token: "%s"}
        contexts:
        - name: plane
          context: {cluster: plane, user: "%s"}
        current-context: plane
        """
            .formatted(port, certificate(), user, token, user));
  }

  private void writeSigningKey() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      writePem(signingKey(), "PRIVATE KEY", pair.getPrivate().getEncoded());
      writePem(verifyingKey(), "PUBLIC KEY", pair.getPublic().getEncoded());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void writePem(Path file, String kind, byte[] bytes) throws IOException {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    String text = Base64.getMimeEncoder(64, lineEnd).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }

  private static String randomToken() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
