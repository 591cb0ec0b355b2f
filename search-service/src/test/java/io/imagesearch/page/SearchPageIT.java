package io.imagesearch.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.imagesearch.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Searching on the page, in the order in which a visitor finds it out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SearchPageIT {
  @TempDir static Path data;
  private static Chromium chromium;
  private static RunningService service;
  private static URI uri;
  private static int samples;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    service = RunningService.start(data);
    uri = service.uri();
    samples = Samples.fill(service.client());
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

  private static Tab open(String address) {
    return chromium.open(uri, address, Look.DESK);
  }

  /** A tab that has searched by the running shoe. */
  private static Tab searched() {
    Tab tab = open("");
    tab.choose("Choose a picture", Samples.SHOE);
    assertThat(tab.page().locator(".card .score").first()).hasText("1.00");
    return tab;
  }

  @Test
  @Order(1)
  void invitesToSearchAndShowsWhatIsThere() {
    try (Tab tab = open("")) {
      assertThat(tab.page()).hasTitle("Search · Image search");
      assertThat(tab.page().locator(".hero h1")).hasText("Search by picture");
      assertThat(tab.cards()).hasCount(6);
      assertThat(tab.page().locator("#health")).containsText(samples + " pictures");
    }
  }

  @Test
  @Order(2)
  void findsWhatLooksLikeAPictureBestFirst() {
    try (Tab tab = searched()) {
      assertThat(tab.names().getFirst()).isEqualTo("running-shoe.jpg");
      List<String> scores = tab.page().locator(".card .score").allTextContents();
      assertThat(scores.stream().map(Double::valueOf).toList())
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
      assertThat(tab.page().locator(".card .by").first()).hasText("ann · shoes");
      assertThat(tab.page().locator("#spoken")).hasText("48 pictures are shown");
      // Engines, of which the faster one is taken, differ in the last digits.
      assertThat(tab.page().locator(".card .fill").nth(1))
          .hasAttribute("style", Pattern.compile("width: 8[67]%;"));
    }
  }

  @Test
  @Order(3)
  void takesAPictureThatIsPastedOrDropped() throws IOException {
    String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(Samples.SHOE));
    for (String way : List.of("paste", "drop")) {
      try (Tab tab = open("")) {
        tab.cards().first().waitFor();
        tab.page()
            .evaluate(
                """
                ([way, bytes]) => {
                  const transfer = new DataTransfer();
                  const binary = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
                  transfer.items.add(new File([binary], "a.jpg", { type: "image/jpeg" }));
                  document.body.dispatchEvent(way === "paste"
                    ? new ClipboardEvent(way, { clipboardData: transfer, bubbles: true })
                    : new DragEvent(way, { dataTransfer: transfer, bubbles: true }));
                }\
                """,
                List.of(way, bytes));

        assertThat(tab.page().locator(".card .score").first()).hasText("1.00");
        assertThat(tab.names().getFirst()).as(way).isEqualTo("running-shoe.jpg");
      }
    }
  }

  @Test
  @Order(3)
  void takesAPhotographOnAPhone() {
    try (Tab tab = chromium.open(uri, "", Look.PHONE)) {
      assertThat(tab.page().locator(".hero .touch input")).hasAttribute("capture", "environment");
      tab.choose("Take a photo", Samples.SHOE);
      assertThat(tab.page().locator(".card .score").first()).hasText("1.00");
    }
  }

  @Test
  @Order(4)
  void refinesByMoreAndLessAndUndoesIt() {
    try (Tab tab = searched()) {
      List<String> before = tab.names();
      String less = before.get(4);

      tab.cards().nth(4).hover();
      tab.button("Less like " + less).click();
      assertThat(tab.page().locator(".chip.minus")).hasCount(1);
      List<String> refined = tab.names();
      tab.cards().nth(1).hover();
      tab.button("More like " + refined.get(1)).click();
      assertThat(tab.page().locator(".chip.plus")).hasCount(1);
      tab.settled();
      tab.screenshot("refined");

      assertThat(refined).isNotEqualTo(before).doesNotContain(less);
      tab.button("Undo").click();
      assertThat(tab.page().locator(".chip.plus")).hasCount(0);
      assertThat(tab.names()).isEqualTo(refined);
      tab.page().locator(".chip.minus button").click();
      assertThat(tab.page().locator(".chip.minus")).hasCount(0);
      assertThat(tab.names()).isEqualTo(before);
    }
  }

  @Test
  @Order(5)
  void searchesByAPartDrawnByMouseOrKeys() {
    try (Tab tab = searched()) {
      List<String> whole = tab.names();

      tab.button("Search for a part").click();
      assertThat(tab.page()).hasURL(Pattern.compile("crop=0.2,0.2,0.6,0.6"));
      assertThat(tab.names()).isNotEqualTo(whole);
      drag(tab.page(), tab.button("Bottom right corner: arrow keys"), -60, -60);
      assertThat(tab.page()).hasURL(Pattern.compile("crop=0.2,0.2,0.[34]"));
      tab.button("Move the part: arrow keys").focus();
      tab.page().keyboard().press("ArrowRight");
      tab.page().keyboard().press("ArrowRight");
      assertThat(tab.page()).hasURL(Pattern.compile("crop=0.24,0.2,"));
      tab.settled();
      tab.screenshot("cropped");

      tab.button("Use the whole picture").click();
      assertThat(tab.page().locator(".crop-frame")).isHidden();
      assertThat(tab.names()).isEqualTo(whole);
    }
  }

  private static void drag(Page page, Locator handle, int dx, int dy) {
    BoundingBox box = handle.boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x + dx, y + dy, new Mouse.MoveOptions().setSteps(5));
    page.mouse().up();
  }

  @Test
  @Order(6)
  void filtersByUploaderAttributeAndSimilarity() {
    try (Tab tab = searched()) {
      tab.page().getByLabel("Uploader").fill("bob");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator(".card .by").first()).containsText("bob");
      tab.page()
          .getByLabel("Attribute", new Page.GetByLabelOptions().setExact(true))
          .fill("group=bags");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator(".card .by").first()).hasText("bob · bags");
      int bags = tab.names().size();
      tab.page().getByLabel("Similarity at least").fill("0.3");
      assertThat(tab.page()).hasURL(Pattern.compile("min=0.3"));
      assertThat(tab.names()).hasSizeLessThan(bags);
      tab.screenshot("filtered");

      tab.page().getByLabel("Similarity at least").fill("0.99");
      assertThat(tab.text("Nothing matches the filters")).isVisible();
      tab.inspect("filtered-nothing");
      tab.button("Clear filters").click();
      assertThat(tab.names().getFirst()).isEqualTo("running-shoe.jpg");
    }
  }

  @Test
  @Order(7)
  void showsTheOriginalWithItsDetails() {
    try (Tab tab = searched()) {
      tab.cards().nth(1).locator(".look").click();
      Locator dialog = tab.page().locator("dialog.detail");
      assertThat(dialog.getByText("purple-running-shoe.jpg").first()).isVisible();
      assertThat(dialog).containsText("320 × 320");
      assertThat(dialog.locator(".detail-picture img"))
          .hasAttribute("src", Pattern.compile("/content$"));
      tab.inspect("detail");

      tab.page().keyboard().press("Escape");
      assertThat(dialog).isHidden();
      assertThat(tab.cards().nth(1).locator(".look")).isFocused();
      tab.cards().nth(1).locator(".look").click();
      tab.button("shoes").click();
      assertThat(dialog).isHidden();
      assertThat(tab.page()).hasURL(Pattern.compile("where=group=shoes"));
      assertThat(tab.page().locator(".card .by").first()).hasText("ann · shoes");
    }
  }

  @Test
  @Order(8)
  void showsTheWholeCollectionAsOneScrolls() {
    try (Tab tab = open("")) {
      tab.button("Show the whole collection: " + samples + " pictures").click();
      assertThat(tab.text(samples + " pictures").last()).isVisible();
      while (tab.cards().count() < samples) {
        int before = tab.cards().count();
        tab.page().locator(".end-of-results").scrollIntoViewIfNeeded();
        assertThat(tab.cards().nth(before)).isAttached();
      }
      assertThat(tab.names()).hasSize(samples);
      assertThat(tab.page().locator(".more")).hasCount(0);
    }
  }

  @Test
  @Order(9)
  void aLinkHoldsTheSearch() {
    try (Tab tab = searched()) {
      tab.cards().nth(2).hover();
      tab.button("Less like red-running-shoe.jpg").click();
      assertThat(tab.page().locator(".chip.minus")).hasCount(1);
      List<String> mine = tab.names();
      String address = tab.page().url().substring((uri + "/").length());

      try (Tab other = open(address)) {
        assertThat(other.page().locator(".chip.minus")).hasCount(1);
        // The link holds a smaller copy of the picture: near enough for the first of them.
        assertThat(other.names().subList(0, 4)).isEqualTo(mine.subList(0, 4));
        other.page().reload();
        assertThat(other.names().subList(0, 4)).isEqualTo(mine.subList(0, 4));
      }
    }
  }

  @Test
  @Order(9)
  void copiesTheLink() {
    try (Tab tab = searched()) {
      tab.mayUseClipboard();
      tab.button("Copy link").click();
      assertThat(tab.page().locator(".toast")).hasText("The link to this search is copied.");
      assertThat(tab.page().evaluate("() => navigator.clipboard.readText()"))
          .isEqualTo(tab.page().url());
    }
  }

  @Test
  @Order(10)
  void saysWhenALinkWasCut() {
    try (Tab tab = open("#picture=x")) {
      assertThat(tab.text("The picture is not in the link")).isVisible();
      tab.inspect("link-cut");
      tab.choose("Choose a picture", Samples.SHOE);
      assertThat(tab.page().locator(".card .score").first()).hasText("1.00");
      assertThat(tab.names().getFirst()).isEqualTo("running-shoe.jpg");
    }
  }

  @Test
  @Order(11)
  void worksWithoutAMouse() {
    try (Tab tab = open("?like=" + id("running-shoe.jpg"))) {
      tab.settled();
      tab.page().keyboard().press("Tab");
      assertThat(tab.link("Skip to the content")).isFocused();
      tab.page().keyboard().press("Enter");
      tab.cards().first().locator(".look").focus();
      tab.page().keyboard().press("Tab");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator(".chip.plus")).hasCount(1);
      tab.settled();
      tab.cards().first().locator(".look").focus();
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator("dialog.detail")).isVisible();
      tab.page().keyboard().press("Escape");
      assertThat(tab.page().locator("dialog.detail")).isHidden();
    }
  }

  private static String id(String fileName) {
    return service
        .client()
        .get("/api/v1/images?limit=1000")
        .json()
        .path("images")
        .valueStream()
        .filter(image -> image.path("fileName").asString().equals(fileName))
        .map(image -> image.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(12)
  void removesAPictureOnASecondPress() {
    try (Tab tab = open("?open=" + id("scooter.jpg"))) {
      tab.button("Remove from the collection").click();
      tab.button("Really remove? This can't be undone.").click();
      assertThat(tab.page().locator("dialog.detail")).isHidden();
      assertThat(tab.page().locator(".toast")).hasText("scooter.jpg is removed.");
      assertThat(tab.page().locator("#health")).containsText((samples - 1) + " pictures");
    }
  }
}
