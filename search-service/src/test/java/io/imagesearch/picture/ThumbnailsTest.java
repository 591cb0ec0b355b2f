package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailsTest {
  private final Thumbnails thumbnails = new Thumbnails();
  private final PictureReader reader = new PictureReader(PictureLimits.DEFAULT, 1);

  @Test
  void shrinksTheLongestSideTo320() throws Exception {
    PictureHeader header = reader.inspect(thumbnails.jpeg(grey(500, 1000)));

    assertThat(header)
        .isEqualTo(new PictureHeader(PictureFormat.JPEG, 160, 320, Orientation.UPRIGHT));
  }

  @Test
  void neverEnlarges() throws Exception {
    assertThat(reader.inspect(thumbnails.jpeg(grey(30, 20))).width()).isEqualTo(30);
  }

  @Test
  void shrinksWhatIsTooFlatToBeHalvedSoOften() throws Exception {
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(thumbnails.jpeg(grey(10_000, 8))));

    assertThat(small.getWidth()).isEqualTo(320);
    assertThat(small.getHeight()).isEqualTo(1);
  }

  @Test
  void keepsTheColours() throws Exception {
    byte[] jpeg = thumbnails.jpeg(grey(640, 640));

    byte[] rgb = reader.decode(jpeg, 1000, CropBox.WHOLE).pixels().rgb();
    assertThat(rgb[rgb.length / 2] & 0xff).isBetween(118, 122);
  }

  @ParameterizedTest
  @CsvSource({"641,480", "640,427", "650,487", "1279,959", "3000,900", "999,640"})
  void showsThePictureWholeWhateverItsSize(int width, int height) throws Exception {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgb[3 * (y * width + x)] = (byte) (x * 256 / width);
        rgb[3 * (y * width + x) + 1] = (byte) (y * 256 / height);
      }
    }

    Pixels small =
        reader
            .decode(thumbnails.jpeg(new Pixels(width, height, rgb)), 1000, CropBox.WHOLE)
            .pixels();

    assertThat(small.width()).isEqualTo(320);
    // A last odd row may be left out.
    assertThat(small.height()).isCloseTo(Math.round(height * 320f / width), within(1));
    for (int y = 0; y < small.height(); y += 7) {
      for (int x = 0; x < small.width(); x += 7) {
        int at = 3 * (y * small.width() + x);
        assertThat(small.rgb()[at] & 0xff)
            .as("red at %d, %d", x, y)
            .isCloseTo((2 * x + 1) * 128 / 320, within(8));
        assertThat(small.rgb()[at + 1] & 0xff)
            .as("green at %d, %d", x, y)
            .isCloseTo((2 * y + 1) * 128 / small.height(), within(8));
      }
    }
  }

  private static Pixels grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 120);
    return new Pixels(width, height, rgb);
  }
}
