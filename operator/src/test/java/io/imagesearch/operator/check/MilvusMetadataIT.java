package io.imagesearch.operator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.operator.FreePorts;
import io.imagesearch.operator.store.EtcdConnection;
import io.imagesearch.operator.store.MilvusConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as Milvus writes them, in a real etcd. */
class MilvusMetadataIT {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final Pattern GRANTED = Pattern.compile("lease (\\w+) granted");

  @TempDir private Path folder;

  @Test
  void endsThoseOfWhatIsGoneAndNoOthers() throws IOException {
    try (EtcdServers etcd = new EtcdServers(folder, 1)) {
      register(etcd, "rootcoord-7", "10.0.0.7:53100");
      register(etcd, "rootcoord", "10.0.0.7:53100");
      register(etcd, "rootcoord-8", "10.0.0.8:53100");
      register(etcd, "querynode-9", "10.0.0.70:21123");
      // Without a lease, and not a session: ids are counted there.
      etcd.ctl("put", "shop/meta/session/id", "10");
      register(etcd, "other/meta/session/", "proxy-7", "10.0.0.7:19530");

      MilvusMetadata metadata = metadata(etcd.endpoints());
      assertThat(metadata.end(Set.of("10.0.0.7"), DEADLINE))
          .containsExactlyInAnyOrder("rootcoord", "rootcoord-7");
      assertThat(
              etcd.ctl("get", "", "--prefix", "--keys-only")
                  .lines()
                  .filter(line -> line.contains("/meta/session/")))
          .containsExactlyInAnyOrder(
              "shop/meta/session/rootcoord-8",
              "shop/meta/session/querynode-9",
              "shop/meta/session/id",
              "other/meta/session/proxy-7");
      assertThat(metadata.end(Set.of("10.0.0.7"), DEADLINE)).isEmpty();
    }
  }

  @Test
  void goesToTheNextMember() throws IOException {
    try (EtcdServers etcd = new EtcdServers(folder, 1)) {
      register(etcd, "rootcoord", "[fd00::7]:53100");
      String closed = "127.0.0.1:" + FreePorts.one();
      assertThatThrownBy(() -> metadata(List.of(closed)).end(Set.of("fd00::7"), DEADLINE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(closed);
      assertThat(
              metadata(List.of(closed, etcd.endpoints().getFirst()))
                  .end(Set.of("fd00::7"), DEADLINE))
          .containsExactly("rootcoord");
    }
  }

  @Test
  void readsCopiesAsMilvusWritesThem() throws Exception {
    try (MilvusServer milvus = new MilvusServer(folder, "{}", "{}")) {
      LoadedCollection.make(
          new MilvusConnection(
              URI.create("http://127.0.0.1:" + milvus.port()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
      assertThat(metadata(List.of(milvus.etcd())).copies(DEADLINE))
          .singleElement()
          .satisfies(copy -> {
            assertThat(copy.collection()).isPositive();
            assertThat(copy.id()).isPositive();
            assertThat(copy.hosts()).containsExactly("127.0.0.1");
          });
    }
  }

  @Test
  void aCopyKeepsNoNodeThatIsGone() throws IOException {
    try (EtcdServers etcd = new EtcdServers(folder, 1)) {
      register(etcd, "querynode-7", "10.0.0.7:21123");
      // querypb.Replica: number, collection, query nodes
      String folder = "shop/meta/querycoord-replica/9/";
      etcd.ctl("put", folder + "1", "\b\1\20\t\32\2\7\b");
      etcd.ctl("put", folder + "2", "\b\2\20\t\32\1\b");
      assertThat(metadata(etcd.endpoints()).copies(DEADLINE))
          .containsExactly(
              new LoadedCopy(9, 1, Set.of("10.0.0.7")), new LoadedCopy(9, 2, Set.of()));
    }
  }

  private static void register(EtcdServers etcd, String name, String address) {
    register(etcd, "shop/meta/session/", name, address);
  }

  private static void register(EtcdServers etcd, String below, String name, String address) {
    Matcher granted = GRANTED.matcher(etcd.ctl("lease", "grant", "600"));
    assertThat(granted.find()).isTrue();
    etcd.ctl(
        "put",
        "--lease=" + granted.group(1),
        below + name,
        "{\"ServerID\": 7, \"ServerName\": \"x\", \"Address\": \"%s\"}".formatted(address));
  }

  private static MilvusMetadata metadata(List<String> endpoints) {
    return new MilvusMetadata(
        new EtcdConnection(endpoints, false, "shop", Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }
}
