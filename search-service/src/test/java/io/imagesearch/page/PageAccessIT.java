package io.imagesearch.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.imagesearch.RunningService;
import io.imagesearch.TestKeys;
import io.imagesearch.access.Quotas;
import io.imagesearch.access.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The page of a service that asks for keys. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageAccessIT {
  @TempDir static Path data;
  private static Chromium chromium;
  private static RunningService service;
  private static URI uri;
  private static String admin;
  private static String reader;
  private static String writer;
  private static String slow;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    var keys = new TestKeys(data);
    admin = keys.admin();
    reader = keys.read();
    writer = keys.write("ann");
    slow = keys.make("slow", Role.READ, List.of(), false, new Quotas(10, null));
    service = RunningService.start(data);
    uri = service.uri();
    Samples.fill(service.client().with(admin));
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

  /** Opens an address and gives the key that the page asks for. */
  private static Tab open(String address, String key) {
    Tab tab = chromium.open(uri, address, Look.DESK);
    give(tab, key);
    return tab;
  }

  private static void give(Tab tab, String key) {
    tab.page().getByLabel("API key").fill(key);
    tab.button("Use this key").click();
  }

  @Test
  @Order(1)
  void asksForAKeyAndSaysWhenItIsWrong() {
    for (Look look : new Look[] {Look.DESK, Look.PHONE_DARK}) {
      try (Tab tab = chromium.open(uri, "", look)) {
        assertThat(tab.text("This service needs a key")).isVisible();
        tab.inspect("key");
        give(tab, TestKeys.WRONG);
        assertThat(tab.text("The service refused the key.")).isVisible();
        tab.inspect("key-refused");
        give(tab, reader);
        assertThat(tab.cards()).hasCount(6);
        tab.page()
            .waitForFunction(
                "() => document.querySelector('.card img')?.naturalWidth > 0"); // with the key
      }
    }
  }

  @Test
  @Order(2)
  void withoutAKeyThereIsNothingToSee() {
    try (Tab tab = chromium.open(uri, "", Look.DESK)) {
      tab.button("Cancel").click();
      assertThat(tab.text("Without a key there is nothing to see.")).isVisible();
      tab.inspect("key-cancelled");
      tab.button("Try again").click();
      give(tab, reader);
      assertThat(tab.cards()).hasCount(6);
    }
  }

  @Test
  @Order(3)
  void keepsTheKeyForTheTabAlone() {
    try (Tab tab = open("", reader)) {
      assertThat(tab.cards()).hasCount(6);
      tab.page().reload();
      assertThat(tab.cards()).hasCount(6);

      assertThat(tab.page().evaluate("document.cookie + JSON.stringify(localStorage)"))
          .isEqualTo("{}");
      assertThat(tab.page().url()).doesNotContain("isk_");
      try (Tab other = tab.another()) {
        assertThat(other.text("This service needs a key")).isVisible();
      }
    }
  }

  @Test
  @Order(4)
  void aReaderMaySearchAndNotAdd() {
    try (Tab tab = open("", reader)) {
      tab.choose("Choose a picture", Samples.SHOE);
      assertThat(tab.page().locator(".card .score").first()).hasText("1.00");
      assertThat(tab.names().getFirst()).isEqualTo("running-shoe.jpg");
      tab.cards().first().locator(".look").click();
      assertThat(tab.page().locator("dialog.detail .facts")).isVisible();
      assertThat(tab.button("Remove from the collection")).hasCount(0);
      tab.button("Close").click();
      tab.link("Add").first().click();
      assertThat(tab.text("This key may only read")).isVisible();
      tab.inspect("denied");
      tab.link("Jobs").click();
      assertThat(tab.text("No jobs yet")).isVisible();
      assertThat(tab.button("Start job")).isHidden();
    }
  }

  @Test
  @Order(5)
  void aWriterSeesAndAddsItsOwn() {
    try (Tab tab = open("?view=add", writer)) {
      tab.choose("Choose pictures", Samples.SAMPLES.resolve("shoes/loafer.jpg"));
      assertThat(tab.page().locator(".file")).containsText("Was there already");
      tab.choose("Choose pictures", Samples.SAMPLES.resolve("vehicles/scooter.jpg"));
      Locator scooter = tab.page().locator(".file").last();
      assertThat(scooter).containsText("This very picture belongs to another uploader.");
      tab.inspect("added-by-key");
      tab.page().locator("#health").click();
      assertThat(tab.page().locator("dialog.small")).containsText("writer, may read and write");
      tab.button("Close").click();
      tab.go("?all=1");
      assertThat(tab.cards().first()).containsText("ann · shoes");
      assertThat(tab.names()).doesNotContain("scooter.jpg");
    }
  }

  @Test
  @Order(6)
  void aQuotaThatIsUsedUpIsWaitedFor() {
    try (Tab tab = open("?all=1", slow)) {
      assertThat(tab.cards().first()).isVisible();
      Locator quota = tab.text("The quota is used up");
      while (!quota.isVisible()) {
        tab.page().reload(); // a minute's calls are soon made: each picture is one
        tab.settled();
      }
      assertThat(tab.page().locator(".notice"))
          .containsText("Your key has used up its quota for now.");
      tab.inspect("quota");

      assertThat(tab.cards().first()).isVisible(); // it goes on by itself
    }
  }
}
