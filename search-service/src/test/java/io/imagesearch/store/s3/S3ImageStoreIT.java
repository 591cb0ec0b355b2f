package io.imagesearch.store.s3;

import static io.imagesearch.store.ImageStoreContract.bytes;
import static io.imagesearch.store.ImageStoreContract.details;
import static io.imagesearch.store.ImageStoreContract.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.imagesearch.ObjectStoreProcess;
import io.imagesearch.ObjectStoreProcess.Kind;
import io.imagesearch.image.ImageId;
import io.imagesearch.store.ImageStore;
import io.imagesearch.store.ImageStoreContract;
import io.imagesearch.store.PictureBusyException;
import io.imagesearch.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what processes that share a bucket owe each other, on real servers. */
class S3ImageStoreIT {

  @Nested
  class OnVersitygw extends OnServer {
    OnVersitygw() {
      super(Kind.VERSITYGW);
    }
  }

  @Nested
  class OnMinio extends OnServer {
    OnMinio() {
      super(Kind.MINIO);
    }
  }

  @TestInstance(Lifecycle.PER_CLASS)
  private abstract static class OnServer implements ImageStoreContract {
    private final Kind kind;
    private ObjectStoreProcess server;
    private final List<S3ImageStore> opened = new ArrayList<>();
    private String bucket;

    OnServer(Kind kind) {
      this.kind = kind;
    }

    @BeforeAll
    void startServer(@TempDir Path folder) {
      server = ObjectStoreProcess.start(kind, folder);
    }

    @AfterAll
    void stopServer() {
      if (server != null) {
        server.close();
      }
    }

    @BeforeEach
    void openBucket() {
      bucket = "pictures-" + UUID.randomUUID();
      open();
    }

    @AfterEach
    void close() {
      opened.forEach(S3ImageStore::close);
      opened.clear();
    }

    @Override
    public ImageStore store() {
      return opened.getFirst();
    }

    @Test
    void keepsAPictureInPartsWhole() {
      S3ImageStore store = open("multipart-threshold", "6MB", "part-size", "5MB");
      byte[] large = new byte[12_000_001];
      new Random(7).nextBytes(large);

      store.put(details(id("large")), large, bytes("t"));

      assertThat(store().original(id("large")))
          .hasValueSatisfying(found -> assertThat(found).isEqualTo(large));
    }

    @Test
    void keepsOtherProcessesFromAPictureUntilItIsSettled() {
      ImageStore other = open();
      store().announce(id("a"));

      assertThatThrownBy(() -> other.announce(id("a"))).isInstanceOf(PictureBusyException.class);
      assertThat(other.unsettled()).isEmpty();

      store().settle(id("a"));
      other.announce(id("a"));
      other.settle(id("a"));
    }

    @Test
    void givesAKilledProcessesPictureToExactlyOneOther() throws Exception {
      S3ImageStore killed = open("lease", "3s");
      killed.announce(id("a"));
      List<S3ImageStore> others = IntStream.range(0, 4).mapToObj(_ -> open("lease", "3s")).toList();
      AtomicInteger winners = new AtomicInteger();

      // By the server's clock, which may tell a second or two less than has passed.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(others.getFirst().unsettled()).containsExactly(id("a")));
      all(
          others.stream()
              .map(other -> (Callable<Object>) () -> take(other, id("a"), winners))
              .toList());

      assertThat(winners).hasValue(1);
      assertThatThrownBy(() -> killed.settle(id("a")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("took longer");
    }

    @Test
    void letsOneChangeAtATimeIn() throws Exception {
      List<S3ImageStore> processes = List.of(open(), open(), open());
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger turns = new AtomicInteger();
      List<Callable<Object>> changes = new ArrayList<>();
      for (S3ImageStore process : processes) {
        changes.add(() -> {
          for (int i = 0; i < 20; i++) {
            try {
              process.announce(id("a"));
            } catch (PictureBusyException e) {
              continue;
            }
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            turns.incrementAndGet();
            inside.decrementAndGet();
            process.settle(id("a"));
          }
          return null;
        });
      }

      all(changes);

      assertThat(turns.get()).isGreaterThan(20);
    }

    @Test
    void keepsPrefixesApart() {
      ImageStore other = open("prefix", "tenants/b/");
      store().put(details(id("a")), bytes("o"), bytes("t"));
      other.announce(id("c"));

      assertThat(other.list(Optional.empty(), 10)).isEmpty();
      assertThat(store().unsettled()).isEmpty();
    }

    @Test
    void saysAtStartWhatIsWrong() {
      assertThatThrownBy(() -> open("bucket", "missing-bucket", "create-bucket", "false"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("there is no such bucket: make it, or set");
      assertThatThrownBy(() -> open("secret-key", "geheim-geheim"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("403")
          .hasMessageNotContaining("geheim");
      assertThatThrownBy(() -> open("endpoint", "http://127.0.0.1:1"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("can't be opened");
    }

    private static Object take(S3ImageStore store, ImageId id, AtomicInteger winners) {
      try {
        store.announce(id);
        return winners.incrementAndGet();
      } catch (PictureBusyException e) {
        return 0;
      }
    }

    private S3ImageStore open(String... settings) {
      Map<String, String> all = TestSettings.of(server, bucket);
      for (int i = 0; i < settings.length; i += 2) {
        all.put("image-search.store.s3." + settings[i], settings[i + 1]);
      }
      // Deadlines are shown elsewhere: here a slow machine is nothing wrong.
      all.putIfAbsent("image-search.store.s3.timeout", "20s");
      S3ImageStore store = S3ImageStore.open(TestSettings.bind(all));
      opened.add(store);
      return store;
    }

    private static void all(List<Callable<Object>> calls) throws Exception {
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> running = new ArrayList<>();
        calls.forEach(call -> running.add(callers.submit(call)));
        for (Future<?> each : running) {
          each.get();
        }
      }
    }
  }
}
