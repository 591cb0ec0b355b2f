package io.imagesearch.operator.check;

import io.imagesearch.operator.plane.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that signs itself, for {@code localhost} and 127.0.0.1, with its key; in PEM. */
public record TestCertificate(Path certificate, Path key, Path store) {
  private static final String WORD = "changeit";

  public static TestCertificate make(Path folder, String name, String algorithm) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Printed keytool =
        Printed.by(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                WORD,
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-ext",
                "eku=serverAuth,clientAuth",
                "-ext",
                "bc=ca:true",
                "-validity",
                "2"));
    if (keytool.status() != 0) {
      throw new IllegalStateException(keytool.text());
    }
    return read(store, folder, name);
  }

  private static TestCertificate read(Path store, Path folder, String name)
      throws GeneralSecurityException, IOException {
    char[] word = WORD.toCharArray();
    KeyStore keys = KeyStore.getInstance(store.toFile(), word);
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey(name, word).getEncoded()));
    return new TestCertificate(certificate, key, store);
  }

  /** For a server that has it. */
  public SSLContext context() throws GeneralSecurityException, IOException {
    char[] word = WORD.toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), word), word);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  static String pem(String kind, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  String certificateText() throws IOException {
    return Files.readString(certificate);
  }

  String keyText() throws IOException {
    return Files.readString(key);
  }
}
