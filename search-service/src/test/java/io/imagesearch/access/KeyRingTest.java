package io.imagesearch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the right text opens something. */
class KeyRingTest {
  @TempDir Path folder;

  @Test
  void findsAKeyByItsWholeTextAlone() {
    KeyFile file = new KeyFile(folder.resolve("keys.json"));
    NewKey ann = make(file, "ann");
    NewKey bob = make(file, "bob");
    KeyRing ring = new KeyRing(file.read().orElseThrow());
    String text = ann.text().reveal();
    String secret = text.substring(13);

    assertThat(ring.find(text)).contains(ann.key());
    assertThat(ring.size()).isEqualTo(2);
    Stream.of(
            "",
            "isk_",
            ann.key().id(),
            secret,
            ann.key().secretSha256(),
            "isk_" + ann.key().id() + "_" + ann.key().secretSha256(),
            "isk_" + bob.key().id() + "_" + secret,
            "isk_00000000_" + secret,
            text + "0",
            text.substring(0, text.length() - 1),
            text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0"),
            text.toUpperCase(Locale.ROOT),
            " " + text)
        .forEach(wrong -> assertThat(ring.find(wrong)).as(wrong).isEmpty());
  }

  @Test
  void opensNothingToARevokedKey() {
    KeyFile file = new KeyFile(folder.resolve("keys.json"));
    NewKey ann = make(file, "ann");
    file.revoke(ann.key().id(), Instant.EPOCH);

    KeyRing ring = new KeyRing(file.read().orElseThrow());

    assertThat(ring.find(ann.text().reveal())).isEmpty();
    assertThat(ring.size()).isZero();
  }

  /** So that others can write the file, too: the digest is of the text after the id. */
  @Test
  void keepsThePlainDigestOfTheSecret() throws Exception {
    NewKey made = make(new KeyFile(folder.resolve("keys.json")), "ann");
    byte[] secret = made.text().reveal().substring(13).getBytes(StandardCharsets.US_ASCII);

    assertThat(made.key().secretSha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret)));
  }

  private static NewKey make(KeyFile file, String name) {
    return file.create(name, Role.READ, List.of(), false, Quotas.NONE, Instant.EPOCH);
  }
}
