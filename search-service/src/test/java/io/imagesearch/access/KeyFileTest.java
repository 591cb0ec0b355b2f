package io.imagesearch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.image.Uploader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys in their file: made, read back, revoked, and refused where anything is not understood. */
class KeyFileTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final List<Uploader> ANN = List.of(new Uploader("ann"));

  private static final String GOOD =
      """
      {"version": 1, "keys": [
        {"id": "0123abcd", "name": "shop", "role": "write", "uploaders": ["ann"],
         "createdAt": "2026-11-23T10:00:00Z", "secretSha256": "%s"}]}
      """
          .formatted("a".repeat(64));

  @TempDir Path folder;
  private KeyFile file;

  @BeforeEach
  void open() {
    file = new KeyFile(folder.resolve("new/keys.json"));
  }

  @Test
  void readsBackWhatItMadeAndKeepsNoSecret() throws IOException {
    NewKey made = file.create("shop", Role.WRITE, ANN, true, new Quotas(60, null), NOW);
    file.create("root", Role.ADMIN, List.of(), false, Quotas.NONE, NOW);

    List<AccessKey> keys = file.read().orElseThrow();

    assertThat(keys).hasSize(2).startsWith(made.key());
    String text = made.text().reveal();
    assertThat(text).matches("isk_[0-9a-v]{8}_[0-9a-v]{52}");
    assertThat(Files.readString(file.path()))
        .contains(made.key().id())
        .doesNotContain(text.substring(text.lastIndexOf('_') + 1));
    assertThat(made.toString() + made.text()).doesNotContain(text);
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    file.create("root", Role.ADMIN, List.of(), false, Quotas.NONE, NOW);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.path().resolveSibling(".keys.json.new")).doesNotExist();
  }

  @Test
  void keepsARevokedKeyAndItsFirstDate() {
    NewKey made = file.create("root", Role.ADMIN, List.of(), false, Quotas.NONE, NOW);

    assertThat(file.revoke(made.key().id(), NOW.plusSeconds(1))).isPresent();
    assertThat(file.revoke(made.key().id(), NOW.plusSeconds(2)).orElseThrow().revokedAt())
        .isEqualTo(NOW.plusSeconds(1));
    assertThat(file.revoke("00000000", NOW)).isEmpty();
    assertThat(file.read().orElseThrow()).hasSize(1);
  }

  @Test
  void makesNothingWhereThereIsNothingToRevoke() {
    assertThat(file.revoke("00000000", NOW)).isEmpty();
    assertThat(file.path().getParent()).doesNotExist();
  }

  @Test
  void losesNoKeyToAnotherThatIsMadeMeanwhile() throws Exception {
    try (ExecutorService each = Executors.newFixedThreadPool(8)) {
      List<Future<NewKey>> made = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        String name = "key" + i;
        KeyFile another = new KeyFile(file.path());
        made.add(
            each.submit(() -> another.create(name, Role.READ, List.of(), false, Quotas.NONE, NOW)));
      }
      for (Future<NewKey> one : made) {
        one.get();
      }
    }

    assertThat(file.read().orElseThrow()).hasSize(32);
  }

  @Test
  void writesThroughALink() throws IOException {
    Path real = Files.writeString(folder.resolve("real.json"), GOOD);
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);

    new KeyFile(link).create("root", Role.ADMIN, List.of(), false, Quotas.NONE, NOW);

    assertThat(link).isSymbolicLink();
    assertThat(new KeyFile(real).read().orElseThrow()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version": 1           | "version": 2            | its version is 2, and only 1
          "version": 1,          | ''                      | no version
          "version": 1           | "version": 1, "x": 2    | unknown field 'x' at x
          "name"                 | "nane"                  | unknown field 'nane' at keys.0.nane
          "role": "write"        | "role": "root"          | does not fit the format at keys.0.role
          ["ann"]                | []                      | keys.0: a write key needs at least one uploader
          ["ann"]                | [null]                  | keys.0: the uploader is missing
          ["ann"]                | ["a/b"]                 | keys.0: an uploader is 1 to 64
          ["ann"],               | ["ann"], "readsAll": 7, | does not fit the format at keys.0.readsAll
          ["ann"],               | ["ann"], "quotas": {"requestsPerMinute": 0}, | does not fit the format at keys.0.quotas
          ["ann"],               | ["ann"], "quotas": {"perDay": 9}, | unknown field 'perDay'
          ["ann"],               | ["ann"], "role": "read", | is no JSON
          0123abcd               | 0123                    | keys.0: a key's id is 8
          aaaaaaaa"              | aaaa"                   | keys.0: a secretSha256 is 64
          "createdAt"            | "revokedAt"             | keys.0: the createdAt is missing
          }]}                    | }, null]}               | keys.1: the id is missing
          }]}                    | }                       | is no JSON
          }]}                    | }]} {}                  | does not fit the format
          """)
  void refusesWhatItDoesNotUnderstand(String part, String changed, String complaint)
      throws IOException {
    assertThat(GOOD).contains(part);
    KeyFile bad =
        new KeyFile(Files.writeString(folder.resolve("bad.json"), GOOD.replace(part, changed)));

    assertThatThrownBy(bad::read)
        .isInstanceOf(AccessException.class)
        .hasMessageStartingWith("the key file " + bad.path() + " can't be used: ")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> bad.create("x", Role.READ, List.of(), false, Quotas.NONE, NOW))
        .isInstanceOf(AccessException.class);
  }

  @Test
  void refusesTwoKeysOfOneId() throws IOException {
    String key = GOOD.substring(GOOD.indexOf('[') + 1, GOOD.lastIndexOf(']'));
    Path twice = folder.resolve("twice.json");
    Files.writeString(twice, "{\"version\": 1, \"keys\": [" + key + "," + key + "]}");

    assertThatThrownBy(() -> new KeyFile(twice).read())
        .hasMessageContaining("two keys with the id 0123abcd");
  }

  @Test
  void takesAHandWrittenFile() throws IOException {
    AccessKey key =
        new KeyFile(Files.writeString(folder.resolve("good.json"), GOOD))
            .read()
            .orElseThrow()
            .getFirst();

    assertThat(key.uploaders()).isEqualTo(ANN);
    assertThat(key.readsAll()).isFalse();
    assertThat(key.quotas()).isEqualTo(Quotas.NONE);
  }
}
