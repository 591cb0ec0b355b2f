package io.imagesearch.fetch;

import io.imagesearch.fetch.FetchException.Reason;
import io.imagesearch.picture.PictureLimits;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fetch whose time is over. */
class UrlFetcherTest {
  private static final int FETCHES = 300;

  @TempDir Path folder;

  @Test
  void isTooSlowHoweverItsConnectionEnds() throws Exception {
    try (TrickServer server = new TrickServer("127.0.0.2", 0, new byte[0]);
        UrlFetcher fetcher = fetcher(server.port(), Duration.ofMillis(20))) {
      SoftAssertions each = new SoftAssertions();
      for (int i = 0; i < FETCHES; i++) {
        each.assertThatThrownBy(
                () -> fetcher.fetch("http://public.example:" + server.port() + "/early-hints"))
            .isInstanceOfSatisfying(
                FetchException.class, e -> each.assertThat(e.reason()).isEqualTo(Reason.TOO_SLOW));
      }
      each.assertAll();
    }
  }

  private UrlFetcher fetcher(int port, Duration timeout) throws Exception {
    FetchProperties properties =
        new FetchProperties(true, List.of("127.0.0.2"), Set.of(port), timeout, timeout, 4);
    return new UrlFetcher(
        properties,
        _ -> List.of(InetAddress.ofLiteral("127.0.0.2")),
        SSLContext.getDefault(),
        PictureLimits.DEFAULT,
        folder);
  }
}
