package io.imagesearch.operator.check;

import io.imagesearch.operator.store.SecretKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Encryption as a Secret with {@code ca.crt}, and maybe {@code tls.crt} and {@code tls.key}, asks.
 */
final class Tls {
  private static final char[] WORD = new char[0];

  private Tls() {}

  /** With the authorities of the Secret alone, or with those of Java where it names none. */
  static SSLContext context(Optional<SecretData> secret)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    Optional<String> authorities = secret.flatMap(each -> each.get(SecretKeys.CA));
    Optional<String> certificate = secret.flatMap(each -> each.get(SecretKeys.CERTIFICATE));
    context.init(
        certificate.isPresent()
            ? keys(certificate.get(), secret.orElseThrow().require(SecretKeys.KEY)).getKeyManagers()
            : null,
        authorities.isPresent() ? trust(authorities.get()).getTrustManagers() : null,
        null);
    return context;
  }

  static TrustManagerFactory trust(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, WORD);
    int number = 0;
    for (Certificate certificate : certificates(pem)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  static KeyManagerFactory keys(String certificate, String key)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, WORD);
    Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
    store.setKeyEntry("client", PemKey.read(key), WORD, chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, WORD);
    return factory;
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
