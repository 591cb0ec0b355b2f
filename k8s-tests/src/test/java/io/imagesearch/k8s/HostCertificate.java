package io.imagesearch.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of a host that signs itself, for the Ingress and for who trusts it.
 *
 * @param store a PKCS#12 file with certificate and key, which a JVM can trust as well
 */
record HostCertificate(String host, Path store) {
  static final String WORD = "changeit";

  static HostCertificate make(Path folder, String host) {
    Path store = folder.resolve(host + ".p12");
    Commands.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                WORD,
                "-alias",
                host,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "2"),
            Map.of())
        .requireSuccess();
    return new HostCertificate(host, store);
  }

  String certificate() {
    try {
      return pem("CERTIFICATE", keys().getCertificate(host).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String key() {
    try {
      return pem("PRIVATE KEY", keys().getKey(host, WORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts this certificate and no other. */
  SSLContext trusting() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(host, keys().getCertificate(host));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      Path store = trustStore();
      try (var out = Files.newOutputStream(store)) {
        trusted.store(out, WORD.toCharArray());
      }
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #trusting} wrote, for another JVM. */
  Path trustStore() {
    return store.resolveSibling(host + "-trusted.p12");
  }

  private KeyStore keys() throws GeneralSecurityException {
    try {
      return KeyStore.getInstance(store.toFile(), WORD.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String kind, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }
}
