package io.imagesearch.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import io.imagesearch.Client;
import io.imagesearch.RunningService;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints the page's weight, first paint and answer to clicks; docs/benchmarks.md says how to run
 * it.
 */
class PageBench {
  private static final int CLICKS = 30;

  @TempDir private Path data;

  @Test
  void measures() throws IOException {
    try (Chromium chromium = Chromium.start();
        RunningService service = RunningService.start(data)) {
      Samples.fill(service.client());
      for (Look look : List.of(Look.DESK, Look.PHONE, Look.WIDE)) {
        try (Tab tab = chromium.open(service.uri(), "", look)) {
          assertThat(tab.cards()).hasCount(6);
          tab.page().waitForLoadState(LoadState.NETWORKIDLE);
          print(look.name() + ", first view: " + tab.page().evaluate(FIRST_VIEW));
        }
      }
      clicks(chromium, service, "idle", 0);
      clicks(chromium, service, "1 client searching without pause", 1);
      clicks(chromium, service, "2 clients searching without pause", 2);
    }
  }

  private static final String FIRST_VIEW =
      """
      () => {
        const [navigation] = performance.getEntriesByType("navigation");
        const entries = [navigation, ...performance.getEntriesByType("resource")];
        const kilobytes = (some) => Math.round(some.reduce((sum, { transferSize }) => sum + transferSize, 0) / 100) / 10;
        const pictures = entries.filter(({ name }) => name.includes("/thumbnail") && !name.includes(".js"));
        const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
        return `${kilobytes(entries)} kB in ${entries.length} requests (pictures ${kilobytes(pictures)} kB), `
          + `first paint ${Math.round(paint)} ms, load ${Math.round(navigation.loadEventEnd)} ms`;
      }\
      """;

  /** Opens and closes pictures, and reads how long each press took until the next paint. */
  private static void clicks(Chromium chromium, RunningService service, String name, int clients)
      throws IOException {
    byte[] shoe = Files.readAllBytes(Samples.SHOE);
    AtomicBoolean on = new AtomicBoolean(true);
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
        Tab tab = chromium.open(service.uri(), "?all=1", Look.DESK);
        Closeable _ = () -> on.set(false)) { // the first to close, as the others are waited for
      for (int i = 0; i < clients; i++) {
        others.execute(() -> searchOverAndOver(service.client(), shoe, on));
      }
      tab.settled();
      tab.page()
          .evaluate(
              """
              () => {
                window.presses = [];
                new PerformanceObserver((list) => presses.push(...list.getEntries()
                  .filter(({ interactionId }) => interactionId > 0).map(({ duration }) => duration)))
                  .observe({ type: "event", durationThreshold: 16, buffered: true });
              }\
              """);
      for (int i = 0; i < CLICKS; i++) {
        tab.cards().nth(i % 6).locator(".look").click();
        assertThat(tab.page().locator("dialog.detail .facts")).isVisible();
        tab.page().keyboard().press("Escape");
        assertThat(tab.page().locator("dialog.detail")).isHidden();
      }
      print(
          "%s: %d presses, %s"
              .formatted(
                  name,
                  2 * CLICKS,
                  tab.page()
                      .evaluate(
                          """
                          () => {
                            const sorted = presses.sort((a, b) => a - b);
                            return `${sorted.length} events of 16 ms or more, median ${sorted[sorted.length >> 1]} ms, longest ${sorted.at(-1)} ms`;
                          }\
                          """)));
    }
  }

  private static void searchOverAndOver(Client client, byte[] picture, AtomicBoolean on) {
    while (on.get()) {
      client.search(picture, 10);
    }
  }

  @SuppressWarnings("SystemOut") // what a bench is for
  private static void print(String line) {
    System.out.println(line);
  }
}
