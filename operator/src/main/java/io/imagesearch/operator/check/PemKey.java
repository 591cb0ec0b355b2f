package io.imagesearch.operator.check;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key in PEM, in PKCS#8 or in the older forms for RSA and elliptic curves. */
final class PemKey {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]*)-----END");
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] VERSION = {2, 1, 0};

  private PemKey() {}

  static PrivateKey read(String pem) throws GeneralSecurityException {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw new InvalidKeySpecException("tls.key is no private key in PEM");
    }
    byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
    byte[] pkcs8 =
        switch (matcher.group(1)) {
          case "RSA PRIVATE KEY" -> sequence(VERSION, RSA, tagged(4, der));
          case "EC PRIVATE KEY" -> sequence(VERSION, sequence(EC, curve(der)), tagged(4, der));
          default -> der;
        };
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException _) {
        // Of another kind.
      }
    }
    throw new InvalidKeySpecException("tls.key is of no known kind: neither RSA nor EC nor EdDSA");
  }

  /** In PKCS#8, as Kafka wants it. */
  static String pkcs8(String pem) throws GeneralSecurityException {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(read(pem).getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** Which curve: the optional part with tag 0 behind the number itself. */
  private static byte[] curve(byte[] der) throws InvalidKeySpecException {
    // 30 len · 02 01 01 · 04 len number · a0 len curve
    int start = (der[1] & 0x80) == 0 ? 2 : 2 + (der[1] & 0x7f);
    int number = start + 3;
    int optional = number + 2 + der[number + 1];
    if (optional + 2 > der.length || (der[optional] & 0xff) != 0xa0) {
      throw new InvalidKeySpecException("tls.key does not say which curve it is of");
    }
    byte[] curve = new byte[der[optional + 1]];
    System.arraycopy(der, optional + 2, curve, 0, curve.length);
    return curve;
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return tagged(0x30, all.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (content.length < 0x80) {
      all.write(content.length);
    } else {
      all.write(0x82);
      all.write(content.length >> 8);
      all.write(content.length);
    }
    all.writeBytes(content);
    return all.toByteArray();
  }
}
