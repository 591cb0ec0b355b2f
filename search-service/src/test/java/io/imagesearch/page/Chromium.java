package io.imagesearch.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser that {@code dev/chromium} provides, without a window. */
final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the test where there is no browser. */
  static Chromium start() {
    String path = System.getenv("IMAGE_SEARCH_CHROMIUM");
    assumeTrue(path != null, "IMAGE_SEARCH_CHROMIUM names no Chromium: see dev/chromium");
    PlaywrightAssertions.setDefaultAssertionTimeout(Tab.PATIENCE);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(Path.of(path))
                    // Nothing but what the page itself asks for.
                    .setArgs(List.of("--disable-background-networking", "--disable-quic")));
    return new Chromium(playwright, browser);
  }

  /** Opens an address of the service, such as {@code ?view=add}, in a profile of its own. */
  Tab open(URI service, String address, Look look) {
    Tab tab = new Tab(browser.newContext(look.options()), service, look);
    tab.page().navigate(service + "/" + address);
    return tab;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
