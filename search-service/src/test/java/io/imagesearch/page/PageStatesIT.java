package io.imagesearch.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.imagesearch.Client;
import io.imagesearch.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page shows when there is nothing to show: each state says why, and goes on by itself.
 */
class PageStatesIT {
  /** How often a search may get through a full queue. */
  private static final int TRIES = 50;

  /** The last that adding needs; each is asked for when the one before has come. */
  private static final String ADDING_IS_THERE =
      """
      () => ["js/access.js", "js/upload.js", "css/views.css"].every(name =>
        performance.getEntriesByType("resource").some(
          entry => entry.name.endsWith(name) && entry.responseEnd > 0))
      """;

  private static final List<Look> LOOKS = List.of(Look.DESK, Look.PHONE_DARK);

  @TempDir Path data;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void anEmptyCollectionInvitesToAdd() throws IOException {
    try (RunningService service = RunningService.start(data)) {
      for (Look look : LOOKS) {
        try (Tab tab = chromium.open(service.uri(), "", look)) {
          assertThat(tab.text("No pictures yet")).isVisible();
          tab.inspect("empty");
        }
        try (Tab tab = chromium.open(service.uri(), "?view=activity", look)) {
          assertThat(tab.text("Nothing happened yet")).isVisible();
          tab.inspect("no-activity");
        }
      }
      service.client().upload("shoe.jpg", Files.readAllBytes(Samples.SHOE));
      try (Tab tab = chromium.open(service.uri(), "", Look.DESK)) {
        tab.cards().first().locator(".look").click();
        tab.button("Search by this").click();
        assertThat(tab.text("Nothing else is here")).isVisible();
        tab.inspect("alone");
      }
    }
  }

  @Test
  void aRefusalIsSaidInWords() throws IOException {
    try (RunningService service = RunningService.start(data)) {
      service.client().upload("shoe.jpg", Files.readAllBytes(Samples.SHOE));
      for (Look look : LOOKS) {
        try (Tab tab = chromium.open(service.uri(), "?uploader=nobody", look)) {
          assertThat(tab.text("That did not work")).isVisible();
          assertThat(tab.page().locator(".notice")).containsText("no picture of this uploader");
          tab.inspect("refused");
        }
        try (Tab tab = chromium.open(service.uri(), "?open=" + "0".repeat(64), look)) {
          assertThat(tab.page().locator("dialog.detail")).containsText("not in the collection");
          tab.inspect("detail-gone");
        }
      }
    }
  }

  @Test
  void aSearchThatRunsShowsWhereItsAnswerWillBe() throws IOException {
    try (RunningService service = RunningService.start(data)) {
      service.client().upload("shoe.jpg", Files.readAllBytes(Samples.SHOE));
      for (Look look : LOOKS) {
        try (Tab tab = chromium.open(service.uri(), "", look)) {
          AtomicReference<Route> held = new AtomicReference<>();
          tab.page().route("**/api/v1/search", held::set);
          tab.choose("Choose a picture", Samples.SHOE);
          assertThat(tab.page().locator(".ghost")).hasCount(12);
          tab.inspect("loading");

          held.get().resume();
          assertThat(tab.cards()).hasCount(1);
        }
      }
    }
  }

  @Test
  void aServiceThatIsAwayIsWaitedFor() throws IOException {
    RunningService service = RunningService.start(data);
    try {
      service.client().upload("shoe.jpg", Files.readAllBytes(Samples.SHOE));
      URI uri = service.uri();
      try (Tab tab = chromium.open(uri, "", Look.DESK)) {
        assertThat(tab.cards()).hasCount(1);
        tab.cards().first().hover(); // whoever does something has all views from then on
        tab.page().waitForFunction(ADDING_IS_THERE);
        service.close();

        tab.choose("Choose a picture", Samples.SHOE);
        assertThat(tab.page().locator("#banner")).containsText("No connection to the service");
        assertThat(tab.page().locator(".notice h2")).hasText("No connection");
        assertThat(tab.page().locator("#health")).containsText("No connection");
        tab.inspect("offline");
        tab.link("Add").first().click();
        tab.choose("Choose pictures", Samples.SAMPLES.resolve("shoes/high-heel.jpg"));
        assertThat(tab.page().locator(".file .state")).hasText("No connection, waiting …");
        tab.inspect("offline-adding");

        service = RunningService.startOn(uri.getPort(), data);
        assertThat(tab.page().locator("#banner")).isHidden();
        assertThat(tab.page().locator(".file .state")).hasText("Added");
        tab.page().goBack();
        assertThat(tab.cards()).hasCount(2);
      }
    } finally {
      service.close();
    }
  }

  @Test
  void aViewThatWasNotFetchedComesWhenTheServiceIsBack() throws IOException {
    RunningService service = RunningService.start(data);
    try (Tab tab = chromium.open(service.uri(), "", Look.DESK)) {
      assertThat(tab.text("No pictures yet")).isVisible();
      service.close();

      tab.link("Jobs").click();
      assertThat(tab.page().locator(".notice h2")).hasText("No connection");
      service = RunningService.startOn(URI.create(tab.page().url()).getPort(), data);
      assertThat(tab.text("No jobs yet")).isVisible();
    } finally {
      service.close();
    }
  }

  @Test
  void aFullQueueIsWaitedFor() throws IOException {
    String[] oneAtATime = {
      "--image-search.embedding.queue-capacity=1", "--image-search.embedding.max-batch=1"
    };
    byte[] shoe = Files.readAllBytes(Samples.SHOE);
    AtomicBoolean flooding = new AtomicBoolean(true);
    try (RunningService service = RunningService.start(data, oneAtATime);
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      service.client().upload("shoe.jpg", shoe);
      for (int i = 0; i < 8; i++) {
        others.execute(() -> searchOverAndOver(service.client(), shoe, flooding));
      }
      try (Tab tab = chromium.open(service.uri(), "", Look.DESK)) {
        for (int i = 0; i < TRIES && searchedByChoosing(tab) == 200; i++) {
          tab.go(""); // this one got through
        }
        assertThat(tab.page().locator(".notice"))
            .hasText(Pattern.compile("Trying again in \\d+ seconds?"));
        tab.inspect("busy");

        flooding.set(false);
        assertThat(tab.cards()).hasCount(1);
      } finally {
        flooding.set(false);
      }
    }
  }

  /** The status of the answer. */
  private static int searchedByChoosing(Tab tab) {
    return tab.page()
        .waitForResponse(
            response ->
                response.url().contains("/api/v1/search")
                    && response.request().method().equals("POST"),
            () -> tab.choose("Choose a picture", Samples.SHOE))
        .status();
  }

  private static void searchOverAndOver(Client client, byte[] picture, AtomicBoolean on) {
    while (on.get()) {
      assertThat(client.search(picture, 1).status()).isIn(200, 503);
    }
  }
}
