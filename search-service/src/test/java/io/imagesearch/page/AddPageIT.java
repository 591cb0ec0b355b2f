package io.imagesearch.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.imagesearch.Photographs;
import io.imagesearch.RunningService;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Adding pictures on the page: by hand, by job, and seeing in the log what became of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AddPageIT {
  private static final Path GUITAR = Samples.SAMPLES.resolve("instruments/blue-guitar.jpg");

  @TempDir static Path folder;
  private static Chromium chromium;
  private static RunningService service;
  private static URI uri;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    Path photographs = Files.createDirectories(folder.resolve("served/photographs"));
    for (Photographs.Photograph photograph : Photographs.take(250)) {
      Files.write(photographs.resolve(photograph.fileName()), photograph.bytes());
    }
    Path mixed = Files.createDirectories(folder.resolve("served/mixed"));
    Files.copy(GUITAR, mixed.resolve("guitar.jpg"));
    Files.writeString(mixed.resolve("notes.jpg"), "Shopping list: shoes, a bag, a hat.");
    service =
        RunningService.start(
            folder.resolve("data"), "--image-search.ingest.roots=" + folder.resolve("served"));
    uri = service.uri();
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

  @Test
  @Order(1)
  void saysWhatBecameOfEachFile() throws IOException {
    Path broken = Files.write(folder.resolve("broken.jpg"), new byte[] {1, 2, 3});
    try (Tab tab = chromium.open(uri, "?view=add", Look.DESK)) {
      tab.page().getByLabel("Uploader").fill("ann");
      tab.page().getByLabel("Attributes for all of them").fill("group=shoes, year=2026");
      tab.choose("Choose pictures", Samples.SHOE, broken, shrunkShoe());

      assertThat(tab.page().locator(".summary"))
          .hasText("All 3 done: 2 added, 0 there already, 1 failed");
      assertThat(file(tab, "broken.jpg")).containsText("This is not a picture");
      assertThat(tab.page().locator(".hint").first())
          .hasText(
              Pattern.compile("Looks nearly the same as (running|small)-shoe.jpg \\(0.9\\d\\)"));
      tab.choose("Choose pictures", Samples.SHOE);
      assertThat(tab.page().locator(".file").last()).containsText("Was there already");
      assertThat(tab.page().locator("#health")).containsText("2 pictures");
      tab.inspect("added");

      tab.link("Search").first().click();
      assertThat(tab.page().locator(".card .by").first()).hasText("ann · shoes · 2026");
    }
  }

  private static Locator file(Tab tab, String name) {
    return tab.page().locator(".file").filter(new Locator.FilterOptions().setHasText(name));
  }

  /** The same shoe, smaller: other bytes, nearly the same to look at. */
  private static Path shrunkShoe() throws IOException {
    BufferedImage shoe = ImageIO.read(Samples.SHOE.toFile());
    BufferedImage small = new BufferedImage(280, 280, BufferedImage.TYPE_INT_RGB);
    small.getGraphics().drawImage(shoe.getScaledInstance(280, 280, Image.SCALE_SMOOTH), 0, 0, null);
    Path file = folder.resolve("small-shoe.jpg");
    ImageIO.write(small, "jpg", file.toFile());
    return file;
  }

  @Test
  @Order(2)
  void refusesAttributesThatMakeNoSense() {
    try (Tab tab = chromium.open(uri, "?view=add", Look.DESK)) {
      tab.page().getByLabel("Attributes for all of them").fill("shoes");
      tab.choose("Choose pictures", GUITAR);
      assertThat(tab.text("Write an attribute as name=value.")).isVisible();
      assertThat(tab.page().locator(".file")).hasCount(0);
      tab.inspect("attributes-wrong");
    }
  }

  @Test
  @Order(3)
  void showsHowFarAFileIs() {
    try (Tab tab = chromium.open(uri, "?view=add", Look.DESK)) {
      AtomicReference<Route> held = new AtomicReference<>();
      tab.page().route("**/api/v1/images", held::set);
      tab.choose("Choose pictures", GUITAR);
      assertThat(file(tab, "blue-guitar.jpg").locator("progress")).isVisible();
      assertThat(tab.page().locator(".summary"))
          .hasText("0 of 1: 0 added, 0 there already, 0 failed");
      tab.inspect("adding");

      held.get().resume();
      assertThat(file(tab, "blue-guitar.jpg")).containsText("Added");
    }
  }

  @Test
  @Order(4)
  void followsAJobAndCancelsIt() {
    try (Tab tab = chromium.open(uri, "?view=jobs", Look.DESK)) {
      assertThat(tab.text("No jobs yet")).isVisible();
      tab.inspect("no-jobs");
      tab.page().getByLabel("Folder on the server").fill("photographs");
      tab.button("Start job").click();
      Locator job = tab.page().locator(".job").first();
      assertThat(job.locator(".state").first()).hasText("Running");
      assertThat(job.locator("h2")).hasText("photographs");
      assertThat(job.locator(".counts")).hasText(Pattern.compile("^[1-9]\\d* of 250: .*"));
      tab.inspect("job-running");

      tab.button("Cancel job").click();
      assertThat(job.locator(".state").first()).hasText("Cancelled");
      assertThat(tab.button("Cancel job")).isHidden();
    }
  }

  @Test
  @Order(5)
  void namesTheFilesOfAJobThatFailed() throws IOException {
    Path archive = folder.resolve("pictures.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("high-heel.jpg"));
      zip.write(Files.readAllBytes(Samples.SAMPLES.resolve("shoes/high-heel.jpg")));
    }
    try (Tab tab = chromium.open(uri, "?view=jobs", Look.DESK)) {
      tab.page().getByLabel("Folder on the server").fill("mixed");
      tab.button("Start job").click();
      Locator job = tab.page().locator(".job").first();
      assertThat(job.locator(".state").first()).hasText("Completed");
      job.getByText("1 file failed").click();
      assertThat(job.locator(".errors li")).containsText("notes.jpg This is not a picture");
      tab.inspect("job-errors");

      tab.page().getByLabel("or zip archive").setInputFiles(archive);
      tab.page().getByLabel("Folder on the server").fill("");
      tab.button("Start job").click();
      assertThat(job.locator("h2")).hasText(Pattern.compile("^Archive "));
      assertThat(job.locator(".counts")).hasText("1 of 1: 1 added, 0 there already, 0 failed");
    }
  }

  @Test
  @Order(6)
  void saysWhyAJobDoesNotStart() {
    try (Tab tab = chromium.open(uri, "?view=jobs", Look.DESK)) {
      tab.button("Start job").click();
      assertThat(tab.text("Name a folder, or choose an archive.")).isVisible();
      tab.page().getByLabel("Folder on the server").fill("/etc");
      tab.button("Start job").click();
      assertThat(tab.text("The service may not read this folder.")).isVisible();
      tab.inspect("job-refused");
    }
  }

  @Test
  @Order(7)
  void logsWhatHappened() {
    try (Tab tab = chromium.open(uri, "?view=activity", Look.DESK)) {
      Locator broken =
          tab.page()
              .locator("tbody tr")
              .filter(new Locator.FilterOptions().setHasText("unsupported-picture"));
      assertThat(broken.first()).containsText("Upload");
      tab.page().locator("tbody tr .link").last().click();
      assertThat(tab.page().locator("dialog.detail .facts")).isVisible();
    }
  }

  @Test
  @Order(8)
  void tellsHowTheServiceIs() {
    try (Tab tab = chromium.open(uri, "", Look.DESK)) {
      tab.page().locator("#health").click();
      Locator dialog = tab.page().locator("dialog.small");
      assertThat(dialog).containsText("efficientnet-lite0");
      assertThat(dialog).containsText("lucene");
      tab.inspect("health");
      tab.button("Close").click();
      assertThat(dialog).hasCount(0);
    }
    assertThat(service.client().get("/health").status()).isEqualTo(200);
  }
}
