package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imagesearch.picture.PictureException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures that lost their end, or had bytes changed on their way. */
class TruncationTest {
  private static final int MUTATIONS_PER_PICTURE = 150;

  private final PictureReader reader = new PictureReader(new PictureLimits(1 << 20, 1 << 16, 1), 1);

  static List<String> names() {
    return TestPictures.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void refusesAPictureThatEndsEarly(String name) {
    byte[] whole = TestPictures.read(name);
    // What an animation, a TIFF's directory or metadata adds after the image data may be missing.
    int needed = name.contains("animated") ? whole.length / 3 : dataEnd(name, whole);
    for (int length = 12; length < needed; length += Math.max(1, needed / 97)) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> reader.decode(cut, 256, CropBox.WHOLE))
          .as("%s cut to %d of %d bytes", name, length, whole.length)
          .isInstanceOfSatisfying(
              PictureException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    }
  }

  @Test
  void refusesAJpegWhoseMissingEndWasPatched() {
    byte[] whole = TestPictures.read("baseline.jpg");
    byte[] cut = Arrays.copyOf(whole, whole.length - 40);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;

    assertThatThrownBy(() -> reader.decode(cut, 256, CropBox.WHOLE))
        .isInstanceOf(PictureException.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void meetsChangedBytesWithNothingButItsOwnException(String name) throws InterruptedException {
    byte[] whole = TestPictures.read(name);
    var random = new Random(name.hashCode());
    for (int i = 0; i < MUTATIONS_PER_PICTURE; i++) {
      byte[] changed = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        // Most of what can go wrong is in the headers.
        int reach = random.nextBoolean() ? Math.min(64, whole.length) : whole.length;
        changed[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      try {
        Picture picture = reader.decode(changed, 256, CropBox.WHOLE);
        assertThat(picture.pixels().width()).isPositive();
      } catch (PictureException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  /** One after the last byte without which the picture is not whole. */
  private static int dataEnd(String name, byte[] whole) {
    return name.endsWith(".gif") ? whole.length - 1 : whole.length;
  }
}
