package io.imagesearch.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A visitor's tab. Closing it fails when the page made a mistake or asked another host. */
final class Tab implements AutoCloseable {
  /** Milliseconds that a visitor's step may take on a machine that does other things too. */
  static final double PATIENCE = 60_000;

  private static final Path SCREENSHOTS = Path.of("target/page");

  private final BrowserContext context;
  private final Page page;
  private final URI service;
  private final Look look;
  private final List<String> mistakes = new CopyOnWriteArrayList<>();

  Tab(BrowserContext context, URI service, Look look) {
    this.context = context;
    this.service = service;
    this.look = look;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(mistakes::add);
    page.onConsoleMessage(this::listen);
    page.onRequest(this::watch);
  }

  Page page() {
    return page;
  }

  private void listen(ConsoleMessage message) {
    // The browser's own line about an answer of 400 and above: the page shows those to its visitor.
    boolean answer = message.text().startsWith("Failed to load resource");
    if (List.of("error", "warning").contains(message.type()) && !answer) {
      mistakes.add(message.text());
    }
  }

  private void watch(Request request) {
    String url = request.url();
    if (!url.startsWith(service + "/") && !url.startsWith("blob:" + service + "/")) {
      mistakes.add("asked another host: " + url);
    }
  }

  /** A second tab of the same visitor at the same address. */
  Tab another() {
    Tab other = new Tab(context, service, look);
    other.page.navigate(page.url());
    return other;
  }

  void mayUseClipboard() {
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
  }

  void go(String address) {
    page.navigate(service + "/" + address);
  }

  Locator cards() {
    return page.locator(".card:not(.ghost)");
  }

  /** Names of the pictures in the grid, in their order, once an answer is there. */
  List<String> names() {
    settled();
    return page.locator(".card .name").allTextContents();
  }

  /** Waits until the grid shows an answer. */
  void settled() {
    assertThat(page.locator(".grid:not([aria-busy])")).hasCount(1);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator text(String text) {
    return page.getByText(text, new Page.GetByTextOptions().setExact(true));
  }

  /** Chooses files by the button with this label, as a visitor does. */
  void choose(String label, Path... files) {
    Locator button = text(label).locator("visible=true").first();
    FileChooser chooser = page.waitForFileChooser(button::click);
    chooser.setFiles(files);
  }

  /** Keeps a picture of the page beside the reports of the tests. */
  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + "-" + look.name() + ".png")));
  }

  /** Keeps a picture, and checks what can be checked of a view: contrast, names, its width. */
  void inspect(String name) {
    screenshot(name);
    List<String> violations =
        new AxeBuilder(page)
            .setLegacyMode(true).analyze().getViolations().stream().map(Tab::describe).toList();
    assertThat(violations).as("axe: %s, %s", name, look.name()).isEmpty();
    Object wider =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(wider).as("scrolls sideways: %s, %s", name, look.name()).isEqualTo(0);
  }

  private static String describe(Rule rule) {
    return "%s: %s %s"
        .formatted(
            rule.getId().toLowerCase(Locale.ROOT),
            rule.getHelp(),
            rule.getNodes().stream().map(node -> node.getHtml()).toList());
  }

  @Override
  public void close() {
    page.close();
    if (context.pages().isEmpty()) {
      context.close();
    }
    assertThat(mistakes).isEmpty();
  }
}
