package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PemKeyTest {
  @Test
  void readsKeysInPkcs8() throws Exception {
    for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
      PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
      assertThat(PemKey.read(TestCertificate.pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }
  }

  /** As {@code openssl genrsa} and many tools wrote them: the inner part of PKCS#8. */
  @Test
  void readsTheOlderFormForRsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    byte[] pkcs8 = key.getEncoded();
    // 30 82 len · 02 01 00 · 30 0d … · 04 82 len · key
    byte[] inner = Arrays.copyOfRange(pkcs8, 4 + 3 + 15 + 4, pkcs8.length);
    assertThat(PemKey.read(TestCertificate.pem("RSA PRIVATE KEY", inner))).isEqualTo(key);
  }

  /**
   * As {@code openssl ecparam -genkey} writes it, with the curve and the public point; of nobody.
   */
  @Test
  void readsTheOlderFormForEllipticCurves() throws Exception {
    String pem =
        """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIHhEsSSwVy5KA+7YJRXiVquaQYjKKm3rUlzv4nwQB835oAoGCCqGSM49
        AwEHoUQDQgAEywtUV5+w0iSFO3DghEPe8GcIhXbVzYqnPSAdo9CDhJDlSmPZEas+
        ug7NZAolA4ipCt26v+EbuvbY/2u5e1tOZw==
        -----END EC PRIVATE KEY-----
        """;
    PrivateKey key = PemKey.read(pem);
    assertThat(key.getAlgorithm()).isEqualTo("EC");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    assertThat(((java.security.interfaces.ECPrivateKey) key).getParams().getOrder())
        .isEqualTo(
            ((java.security.interfaces.ECPrivateKey) generator.generateKeyPair().getPrivate())
                .getParams()
                .getOrder());
  }

  @Test
  void saysWhatIsNoKey() {
    assertThatThrownBy(() -> PemKey.read("-----BEGIN CERTIFICATE-----"))
        .hasMessage("tls.key is no private key in PEM");
  }
}
