package io.imagesearch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed file is taken up, and nothing that happens to it ever opens the service. */
class KeyWatchTest {
  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Optional<KeyWatch> started = Optional.empty();

  @AfterEach
  void stop() {
    started.ifPresent(KeyWatch::stop);
  }

  @Test
  void asksForKeysFromTheFirstOneOn() {
    KeyFile file = new KeyFile(folder.resolve("keys.json"));
    KeyWatch watch = start(file);
    assertThat(watch.ring()).isEmpty();

    NewKey made = make(file);

    eventually(() -> opens(watch, made));
    file.revoke(made.key().id(), Instant.EPOCH);
    eventually(() -> !opens(watch, made));
    assertThat(watch.ring()).as("all are revoked, and still one is asked for").isPresent();
    assertThat(meters.get("access.keys.active").gauge().value()).isZero();
  }

  @Test
  void keepsTheLastGoodKeysWhenTheFileBreaksOrGoes() throws IOException {
    KeyFile file = new KeyFile(folder.resolve("keys.json"));
    NewKey made = make(file);
    byte[] good = Files.readAllBytes(file.path());
    KeyWatch watch = start(file);

    Files.writeString(file.path(), "{\"version\": 1, \"keys\": [");
    eventually(() -> stale() == 1);
    assertThat(opens(watch, made)).isTrue();
    Files.delete(file.path());
    eventually(() -> failures() == 2);
    assertThat(opens(watch, made)).isTrue();

    Files.write(file.path(), good);
    eventually(() -> stale() == 0);
    assertThat(opens(watch, made)).isTrue();
    assertThat(failures()).as("each state is told once").isEqualTo(2);
  }

  @Test
  void letsNobodyInWhenTheFirstFileIsBroken() throws IOException {
    KeyFile file = new KeyFile(folder.resolve("keys.json"));
    KeyWatch watch = start(file);

    Files.writeString(file.path(), "{}");

    eventually(() -> watch.ring().isPresent());
    assertThat(watch.ring().orElseThrow().size()).isZero();
    assertThat(stale()).isEqualTo(1);
  }

  /** As Kubernetes does it: keys.json → ..data/keys.json, and ..data → a folder that changes. */
  @Test
  void followsTheSwappedLinkOfAMountedSecret() throws IOException {
    NewKey old = make(new KeyFile(folder.resolve("..2026_01/keys.json")));
    NewKey young = make(new KeyFile(folder.resolve("..2026_02/keys.json")));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01"));
    Path mounted =
        Files.createSymbolicLink(folder.resolve("keys.json"), Path.of("..data/keys.json"));
    KeyWatch watch = start(new KeyFile(mounted));
    assertThat(opens(watch, old)).isTrue();

    Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_02"));
    Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);

    eventually(() -> opens(watch, young));
    assertThat(opens(watch, old)).isFalse();
  }

  @Test
  void refusesToStartWithABrokenFile() throws IOException {
    Path broken = Files.writeString(folder.resolve("keys.json"), "[]");

    assertThatThrownBy(() -> start(new KeyFile(broken))).isInstanceOf(AccessException.class);
  }

  private KeyWatch start(KeyFile file) {
    KeyWatch watch = new KeyWatch(file, new AuditLog(), meters);
    watch.start();
    started = Optional.of(watch);
    return watch;
  }

  private double stale() {
    return meters.get("access.keys.stale").gauge().value();
  }

  private double failures() {
    return meters.get("access.keys.reload.failures").counter().count();
  }

  private static NewKey make(KeyFile file) {
    return file.create("k", Role.READ, List.of(), false, Quotas.NONE, Instant.EPOCH);
  }

  private static boolean opens(KeyWatch watch, NewKey key) {
    return watch.ring().orElse(KeyRing.EMPTY).find(key.text().reveal()).isPresent();
  }

  private static void eventually(BooleanSupplier holds) {
    await().atMost(Duration.ofSeconds(30)).until(holds::getAsBoolean);
  }
}
