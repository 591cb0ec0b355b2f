package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.imagesearch.operator.FreePorts;
import io.imagesearch.operator.store.EtcdConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdCheckIT {
  @TempDir private Path folder;

  @Test
  void asksAQuorum() {
    try (EtcdServers etcd = new EtcdServers(folder, 3)) {
      EtcdCheck check = check(etcd.endpoints(), null);
      // Its members may still be electing.
      awaitOk(check);
      etcd.get(0).freeze();
      // While the others elect, if that was the leader, there may be no answer in time.
      awaitOk(check);
      etcd.get(1).close();
      // The one that is left says itself what is missing, once it has noticed, which it does
      // between
      // two writes to its disk.
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(Asked.reason(check)).isEqualTo("NoQuorum"));
    }
  }

  @Test
  void namesUsersWhoMayNot() {
    try (EtcdServers etcd = new EtcdServers(folder, 1)) {
      etcd.ctl("user", "add", "root:root-word");
      etcd.ctl("user", "grant-role", "root", "root");
      etcd.ctl("role", "add", "shop");
      etcd.ctl("role", "grant-permission", "shop", "--prefix=true", "readwrite", "shop/");
      etcd.ctl("user", "add", "shop:shop-word");
      etcd.ctl("user", "grant-role", "shop", "shop");
      etcd.ctl("auth", "enable");
      List<String> endpoints = etcd.endpoints();
      assertThat(Asked.reason(check(endpoints, user("shop", "shop-word")))).isEqualTo("Ok");
      assertThat(Asked.reason(check(endpoints, user("shop", "wrong-word"))))
          .isEqualTo("AuthenticationFailed");
      assertThat(Asked.reason(check(endpoints, null))).isEqualTo("AuthenticationRequired");
      EtcdConnection elsewhere =
          new EtcdConnection(endpoints, false, "other", Optional.empty(), Optional.of("user"));
      assertThat(
              Asked.reason(
                  new EtcdCheck(
                      elsewhere, Optional.empty(), Optional.of(user("shop", "shop-word")))))
          .isEqualTo("PermissionDenied");
    }
  }

  @Test
  void namesAFullDatabase() {
    try (EtcdServers etcd = new EtcdServers(folder, 1)) {
      EtcdCheck check = check(etcd.endpoints(), null);
      assertThat(Asked.reason(check)).isEqualTo("Ok");
      etcd.get(0).close();
      try (ServerProcess small =
          etcd.member(0, "member-0", "--quota-backend-bytes=" + 64 * 1024)
              .listening(etcd.clientPort(0))) {
        awaitOk(check);
        for (int i = 0; i < 20 && Asked.reason(check).equals("Ok"); i++) {
          try {
            etcd.ctl("put", "key-" + i, "x".repeat(20_000));
          } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("space exceeded");
          }
        }
        assertThat(Asked.reason(check)).isEqualTo("NoSpace");
        assertThat(small.log()).isNotEmpty();
      }
    }
  }

  @Test
  void namesWhatDoesNotAnswer() throws IOException {
    String closed = "127.0.0.1:" + FreePorts.one();
    assertThat(Asked.reason(check(List.of(closed), null))).isEqualTo("ConnectionRefused");
    assertThat(Asked.reason(check(List.of("no-such-host.invalid:2379"), null)))
        .isEqualTo("HostNotFound");
    try (Silence silence = new Silence()) {
      List<String> silent = List.of("127.0.0.1:" + silence.port());
      assertThat(Asked.reason(check(silent, null), Duration.ofSeconds(1)))
          .isEqualTo("DeadlineExceeded");
    }
  }

  @Test
  void speaksTlsWithACertificateOfItsOwn() throws Exception {
    TestCertificate server = TestCertificate.make(folder, "server", "EC");
    TestCertificate client = TestCertificate.make(folder, "client", "RSA");
    try (EtcdServers etcd = new EtcdServers(folder, 0)) {
      List<Integer> ports = FreePorts.some(2);
      int port = ports.getFirst();
      String peer = "http://127.0.0.1:" + ports.getLast();
      try (ServerProcess secured =
          etcd.run(
                  "--data-dir=" + folder.resolve("secured"),
                  "--listen-client-urls=https://127.0.0.1:" + port,
                  "--advertise-client-urls=https://127.0.0.1:" + port,
                  "--listen-peer-urls=" + peer,
                  "--initial-advertise-peer-urls=" + peer,
                  "--initial-cluster=default=" + peer,
                  "--cert-file=" + server.certificate(),
                  "--key-file=" + server.key(),
                  "--client-cert-auth",
                  "--trusted-ca-file=" + client.certificate())
              .listening(port)) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() ->
                assertThat(Asked.reason(secured(port, server, client)))
                    .as(secured.log())
                    .isEqualTo("Ok"));
        assertThat(Asked.reason(secured(port, client, client))).isEqualTo("TlsFailed");
        assertThat(Asked.reason(secured(port, server, server)))
            .as("a certificate that the server does not know")
            .isEqualTo("TlsFailed");
      }
    }
  }

  private static EtcdCheck secured(int port, TestCertificate trusted, TestCertificate own)
      throws IOException {
    return new EtcdCheck(
        new EtcdConnection(
            List.of("127.0.0.1:" + port), true, "shop", Optional.of("tls"), Optional.empty()),
        Optional.of(
            Asked.secret(
                "ca.crt", trusted.certificateText(),
                "tls.crt", own.certificateText(),
                "tls.key", own.keyText())),
        Optional.empty());
  }

  /**
   * What the operator's etcd does when a member's volume is gone: the member says so and ends, the
   * others go on, and it comes back after it was removed and added again.
   */
  @Test
  void aMemberWithoutItsVolumeRefusesToStartUntilItIsAddedAnew() {
    try (EtcdServers etcd = new EtcdServers(folder, 3)) {
      etcd.ctl("put", "shop/key", "value");
      etcd.get(2).close();
      try (ServerProcess empty = etcd.member(2, "empty")) {
        assertThat(empty.end()).isNotZero();
        assertThat(empty.log()).contains("has already been bootstrapped");
      }
      awaitOk(check(etcd.endpoints(), null));
      String id =
          etcd.ctl("member", "list")
              .lines()
              .filter(line -> line.contains("m2"))
              .map(line -> line.substring(0, line.indexOf(',')))
              .findFirst()
              .orElseThrow();
      etcd.ctl("member", "remove", id);
      // Members who have just lost one have to have been together for five seconds.
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThatCode(() ->
                      etcd.ctl(
                          "member",
                          "add",
                          "m2",
                          "--peer-urls=http://127.0.0.1:" + etcd.peerPort(2)))
                  .doesNotThrowAnyException());
      try (ServerProcess anew =
          etcd.member(2, "anew", "--initial-cluster-state=existing")
              .listening(etcd.clientPort(2))) {
        String own = "127.0.0.1:" + etcd.clientPort(2);
        awaitOk(check(List.of(own), null));
        assertThat(etcd.ctl("get", "shop/key", "--print-value-only")).contains("value");
        assertThat(anew.log()).isNotEmpty();
      }
    }
  }

  /** Members elect a leader, which takes as long as it takes. */
  private static void awaitOk(EtcdCheck check) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(Asked.reason(check)).isEqualTo("Ok"));
  }

  private static SecretData user(String name, String word) {
    return Asked.secret("username", name, "password", word);
  }

  private static EtcdCheck check(List<String> endpoints, @Nullable SecretData user) {
    return new EtcdCheck(
        new EtcdConnection(
            endpoints,
            false,
            "shop",
            Optional.empty(),
            Optional.ofNullable(user).map(SecretData::name)),
        Optional.empty(),
        Optional.ofNullable(user));
  }
}
