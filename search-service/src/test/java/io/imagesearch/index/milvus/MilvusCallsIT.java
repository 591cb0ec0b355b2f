package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imagesearch.FaultyProxy;
import io.imagesearch.MilvusServer;
import io.imagesearch.SharedMilvus;
import io.imagesearch.index.IndexUnavailableException;
import io.imagesearch.request.OutgoingHeaders;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a search goes on trying, by what the servers answer. */
@ExtendWith(SharedMilvus.class)
class MilvusCallsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private final FaultyProxy net;
  private final MilvusSession session;
  private final MilvusCalls calls;

  MilvusCallsIT(MilvusServer server) throws IOException {
    net = FaultyProxy.before(server.uri().getPort());
    URI uri = URI.create("http://127.0.0.1:" + net.port());
    MilvusProperties properties = Indexes.properties(uri, "calls", Map.of("deadline", "1s"));
    session = MilvusSession.open(properties, uri.toString(), OutgoingHeaders.untraced());
    MilvusRoute route = new MilvusRoute(uri.toString(), session);
    calls = new MilvusCalls(properties, () -> List.of(route), (_, _) -> {});
  }

  @AfterEach
  void close() {
    session.close();
    net.close();
  }

  @Test
  void outlivesACoordinatorThatTakesOver() {
    assertThat(calls.search(afterAnOutage(DEADLINE.multipliedBy(2), MilvusCallsIT::notLoaded)))
        .isEqualTo("found");
  }

  /** As a proxy does that waits for the next coordinator. */
  @Test
  void outlivesAServerThatIsThereAndDoesNotAnswerIt() {
    assertThat(calls.search(afterAnOutage(DEADLINE.multipliedBy(2), MilvusCallsIT::late)))
        .isEqualTo("found");
  }

  @Test
  void isRefusedWhereNobodyAnswersForAsLong() {
    net.set(new FaultyProxy.Fault.Silence());
    assertThatExceptionOfType(IndexUnavailableException.class)
        .isThrownBy(
            () -> calls.search(afterAnOutage(DEADLINE.multipliedBy(2), MilvusCallsIT::late)));
  }

  @Test
  void isRefusedAtOnceWhereTheTakingOverHasNoEnd() {
    // the second one meets what has been so for as long as one goes on trying
    for (int search = 0; search < 2; search++) {
      assertThatExceptionOfType(IndexUnavailableException.class)
          .isThrownBy(
              () -> calls.search(afterAnOutage(Duration.ofDays(1), MilvusCallsIT::notLoaded)));
    }

    int[] tries = {0};
    assertThatExceptionOfType(IndexUnavailableException.class)
        .isThrownBy(() ->
            calls.search(_ -> {
              tries[0]++;
              throw notLoaded();
            }));
    assertThat(tries[0]).isEqualTo(2);
  }

  /** A call that fails for so long, and is good then. */
  private static Function<MilvusClientV2, String> afterAnOutage(
      Duration length, Supplier<MilvusClientException> failure) {
    long end = System.nanoTime() + length.toNanos();
    return _ -> {
      if (System.nanoTime() < end) {
        throw failure.get();
      }
      return "found";
    };
  }

  private static MilvusClientException notLoaded() {
    return new MilvusClientException(ErrorCode.SERVER_ERROR, "collection not loaded");
  }

  /** As a call ends that was given up after all its time. */
  private static MilvusClientException late() {
    LockSupport.parkNanos(DEADLINE.toNanos());
    return new MilvusClientException(ErrorCode.RPC_ERROR, "DEADLINE_EXCEEDED");
  }
}
