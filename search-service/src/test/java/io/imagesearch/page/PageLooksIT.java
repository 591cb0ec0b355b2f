package io.imagesearch.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import io.imagesearch.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view on every screen: axe finds nothing, nothing scrolls sideways, a first view is light.
 */
class PageLooksIT {
  /** Bytes of a first view: page, answers and pictures. */
  private static final int HEAVIEST = 100_000;

  @TempDir static Path data;
  private static Chromium chromium;
  private static RunningService service;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    service = RunningService.start(data);
    Samples.fill(service.client());
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  static List<Look> looks() {
    return List.of(
        Look.DESK,
        Look.DESK_DARK,
        Look.PHONE,
        Look.PHONE_DARK,
        Look.WIDE,
        Look.WIDE_DARK,
        Look.VIETNAMESE);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void eachViewIsFitToBeSeen(Look look) {
    boolean english = !look.equals(Look.VIETNAMESE);
    try (Tab tab = chromium.open(service.uri(), "", look)) {
      assertThat(tab.cards()).hasCount(6);
      loaded(tab, 2);
      tab.inspect("home");
      tab.choose(english ? "Choose a picture" : "Chọn ảnh", Samples.SHOE);
      assertThat(tab.page().locator(".card .score").first()).hasText(english ? "1.00" : "1,00");
      tab.inspect("found");
      tab.cards().nth(1).scrollIntoViewIfNeeded();
      loaded(tab, 2);
      tab.cards().nth(1).locator(".look").click();
      assertThat(tab.page().locator("dialog.detail .facts")).isVisible();
      tab.inspect("detail");
      for (String view : List.of("add", "jobs", "activity")) {
        tab.go("?view=" + view);
        assertThat(tab.page().locator("main h1")).isVisible();
        tab.page().waitForLoadState(LoadState.NETWORKIDLE);
        tab.inspect(view);
      }
    }
  }

  private static void loaded(Tab tab, int pictures) {
    tab.page()
        .waitForFunction(
            "(n) => [...document.querySelectorAll('.card img')]"
                + ".filter((img) => img.complete && img.naturalWidth > 0).length >= n",
            pictures);
  }

  @Test
  void aFirstViewIsLight() throws IOException {
    StringBuilder report = new StringBuilder();
    for (Look look : List.of(Look.DESK, Look.PHONE, Look.WIDE)) {
      try (Tab tab = chromium.open(service.uri(), "", look)) {
        assertThat(tab.cards()).hasCount(6);
        loaded(tab, 2);
        tab.page().waitForLoadState(LoadState.NETWORKIDLE);
        List<?> measured =
            (List<?>)
                tab.page()
                    .evaluate(
                        """
                        () => {
                          const entries = [...performance.getEntriesByType("navigation"),
                            ...performance.getEntriesByType("resource")];
                          return [
                            entries.reduce((sum, entry) => sum + entry.transferSize, 0),
                            entries.length,
                            performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1,
                          ];
                        }\
                        """);
        int bytes = ((Number) measured.get(0)).intValue();
        report.append(
            "%s: [bytes, requests, first paint ms] %s%n".formatted(look.name(), measured));
        assertThat(bytes).as(look.name()).isBetween(1, HEAVIEST);
      }
    }
    Files.writeString(Path.of("target/page/weight.txt"), report);
  }
}
