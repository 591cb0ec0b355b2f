package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.picture.PictureException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  private static final int RED = 0xfa0a0a;
  private static final int GREEN = 0x0ac80a;
  private static final int BLUE = 0x0a0afa;
  private static final int YELLOW = 0xf0f014;
  private static final int WHITE = 0xffffff;

  private final PictureReader reader = new PictureReader(new PictureLimits(1 << 20, 4096, 8), 2);

  static List<String> names() {
    return TestPictures.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void standsEveryPictureUpright(String name) throws Exception {
    Picture picture = decode(name);

    assertThat(picture.header().width()).isEqualTo(24);
    assertThat(picture.header().height()).isEqualTo(16);
    assertThat(picture.pixels().width()).isEqualTo(24);
    assertThat(picture.pixels().height()).isEqualTo(16);
  }

  /** A request's virtual thread would keep other requests from the processor that it runs on. */
  @Test
  void worksOnThreadsOfItsOwn() throws Exception {
    AtomicReference<Thread> decoding = new AtomicReference<>();
    Thread request =
        Thread.ofVirtual()
            .start(() -> {
              try {
                decoding.set(
                    reader.decode(
                        TestPictures.read("baseline.jpg"),
                        8,
                        CropBox.WHOLE,
                        _ -> Thread.currentThread()));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    request.join();

    assertThat(decoding.get()).isNotNull().matches(thread -> !thread.isVirtual());
  }

  @Test
  void letsNobodyWaitForPicturesThatHaveTime() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    PictureReader background = reader.inBackground();
    byte[] picture = TestPictures.read("baseline.jpg");
    try (ExecutorService job = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        Future<Boolean> _ =
            job.submit(() -> background.decode(picture, 8, CropBox.WHOLE, _ -> await(done)));
      }

      assertThat(decode("baseline.jpg").header().width()).isEqualTo(24);

      done.countDown();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void doesNotBeginForAThreadThatIsToEnd() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> decode("baseline.jpg")).isInstanceOf(InterruptedException.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void decodesTheColoursOfEveryPicture(String name) throws Exception {
    Pixels pixels = decode(name).pixels();

    if (name.equals("bits.png")) {
      assertThat(pixels.rgb()).containsOnly(0, 255);
    } else if (name.contains("grey")) {
      // Rec. 601 luma of the four colours.
      boolean alpha = name.contains("alpha");
      expectQuarters(
          pixels, 0x525252, alpha ? WHITE : 0x7a7a7a, 0x252525, alpha ? WHITE : 0xd7d7d7);
    } else if (name.startsWith("rgba") || name.startsWith("alpha")) {
      expectQuarters(pixels, RED, WHITE, BLUE, WHITE);
    } else if (name.contains("transparent")) {
      expectQuarters(pixels, RED, WHITE, BLUE, YELLOW);
    } else {
      expectQuarters(pixels, RED, GREEN, BLUE, YELLOW);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "orientation-6.jpg, image/jpeg, TURN_CLOCKWISE",
    "orientation-6.png, image/png, TURN_CLOCKWISE",
    "orientation-6.webp, image/webp, TURN_CLOCKWISE",
    "orientation-6.tiff, image/tiff, TURN_CLOCKWISE",
    "still.gif, image/gif, UPRIGHT",
    "rgb.bmp, image/bmp, UPRIGHT",
    "orientation-5.jpg, image/jpeg, TRANSPOSED",
    "orientation-8.jpg, image/jpeg, TURN_ANTICLOCKWISE"
  })
  void readsTheHeaderWithoutDecoding(String name, String mediaType, Orientation orientation)
      throws Exception {
    PictureHeader header = reader.inspect(TestPictures.read(name));

    assertThat(header.mediaType()).isEqualTo(mediaType);
    assertThat(header.orientation()).isEqualTo(orientation);
  }

  @Test
  void refusesNothing() {
    expect(Reason.EMPTY, new byte[0]);
  }

  @Test
  void refusesTooManyBytesBeforeLookingAtThem() {
    expect(Reason.TOO_MANY_BYTES, new byte[(1 << 20) + 1]);
  }

  @Test
  void refusesAFewPixelsBeforeManyMissingBytes() {
    byte[] png = Arrays.copyOf(TestPictures.read("rgb.png"), 40);
    png[19] = 7;

    expect(Reason.TOO_SMALL, png);
  }

  @Test
  void refusesABombByItsHeader() {
    byte[] png = Arrays.copyOf(TestPictures.read("rgb.png"), 40);
    png[17] = 0x7f;
    png[21] = 0x7f;

    expect(Reason.TOO_MANY_PIXELS, png);
  }

  @Test
  void takesExactlyAsManyPixelsAsAreAllowed() throws Exception {
    byte[] png = TestPictures.read("rgb.png");
    var exact = new PictureReader(new PictureLimits(png.length, 24 * 16, 16), 1);

    assertThat(exact.inspect(png).width()).isEqualTo(24);
    assertThatThrownBy(() -> limited(png.length, 24 * 16 - 1, 16).inspect(png))
        .isInstanceOfSatisfying(PictureException.class, this::isTooManyPixels);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"....ftypheic....", "....ftypavif....", "%PDF-1.7 ......", "<svg xmlns=''/>"})
  void saysWhatAnUnsupportedFileLooksLike(String content) {
    assertThatThrownBy(() -> reader.inspect(content.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOfSatisfying(
            PictureException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
        .message()
        .containsAnyOf("HEIC", "AVIF", "PDF", "SVG")
        .contains("JPEG, PNG, WebP, GIF, BMP and TIFF");
  }

  @Test
  void scalesDownNoFurtherThanTwiceTheWantedSide() throws Exception {
    byte[] jpeg = TestPictures.read("baseline.jpg");

    assertThat(reader.decode(jpeg, 4, CropBox.WHOLE).pixels().height()).isEqualTo(8);
    assertThat(reader.decode(jpeg, 5, CropBox.WHOLE).pixels().height()).isEqualTo(16);
    assertThat(reader.decode(jpeg, 4, new CropBox(0, 0, 0.5, 0.5)).pixels().height()).isEqualTo(16);
  }

  @Test
  void givesUpWaitingForASlotWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> decode("rgb.png")).isInstanceOf(InterruptedException.class);
  }

  private void isTooManyPixels(PictureException e) {
    assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
  }

  private static PictureReader limited(long bytes, long pixels, int side) {
    return new PictureReader(new PictureLimits(bytes, pixels, side), 1);
  }

  private Picture decode(String name) throws Exception {
    return reader.decode(TestPictures.read(name), 256, CropBox.WHOLE);
  }

  private void expect(Reason reason, byte[] bytes) {
    assertThatThrownBy(() -> reader.inspect(bytes))
        .isInstanceOfSatisfying(
            PictureException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void expectQuarters(
      Pixels pixels, int topLeft, int topRight, int bottomLeft, int bottomRight) {
    expectColour(pixels, 5, 3, topLeft);
    expectColour(pixels, 18, 3, topRight);
    expectColour(pixels, 5, 12, bottomLeft);
    expectColour(pixels, 18, 12, bottomRight);
  }

  private static void expectColour(Pixels pixels, int x, int y, int rgb) {
    for (int channel = 0; channel < 3; channel++) {
      int value = pixels.rgb()[3 * (y * pixels.width() + x) + channel] & 0xff;
      assertThat(value)
          .as("channel %d at %d, %d", channel, x, y)
          .isCloseTo((rgb >> (16 - 8 * channel)) & 0xff, within(8));
    }
  }
}
