package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
  void keepsTheColours() throws Exception {
    byte[] jpeg = thumbnails.jpeg(grey(640, 640));

    byte[] rgb = reader.decode(jpeg, 1000, CropBox.WHOLE).pixels().rgb();
    assertThat(rgb[rgb.length / 2] & 0xff).isBetween(118, 122);
  }

  private static Pixels grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 120);
    return new Pixels(width, height, rgb);
  }
}
