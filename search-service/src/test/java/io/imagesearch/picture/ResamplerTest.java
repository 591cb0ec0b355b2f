package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplerTest {
  private static final List<String> LINES =
      new String(TestPictures.read("resampled.txt"), StandardCharsets.US_ASCII).lines().toList();
  private static final Pixels SOURCE = new Pixels(13, 9, HexFormat.of().parseHex(LINES.getFirst()));

  static List<String> pillow() {
    return LINES.subList(1, LINES.size());
  }

  @ParameterizedTest
  @MethodSource("pillow")
  void resizesAsPillowDoes(String line) {
    String[] fields = line.split(" ", -1);
    int width = Integer.parseInt(fields[1]);
    int height = Integer.parseInt(fields[2]);
    byte[] expected = HexFormat.of().parseHex(fields[3]);
    Interpolation filter = Interpolation.valueOf(fields[0]);

    var resampler =
        new Resampler(
            SOURCE,
            Weights.of(filter, 13, 0, 13, width, 0, width),
            Weights.of(filter, 9, 0, 9, height, 0, height));

    int[] row = new int[3 * width];
    for (int y = 0; y < height; y++) {
      resampler.row(y, row);
      for (int i = 0; i < row.length; i++) {
        assertThat(row[i]).isEqualTo(expected[y * row.length + i] & 0xff);
      }
    }
  }

  @Test
  void makesOfAPartWhatItMakesOfTheWhole() {
    Weights columns = Weights.of(Interpolation.BICUBIC, 13, 0, 13, 7, 0, 7);
    int[] whole = new int[21];
    new Resampler(SOURCE, columns, Weights.of(Interpolation.BICUBIC, 9, 0, 9, 6, 0, 6))
        .row(4, whole);

    int[] part = new int[9];
    new Resampler(
            SOURCE,
            Weights.of(Interpolation.BICUBIC, 13, 0, 13, 7, 2, 3),
            Weights.of(Interpolation.BICUBIC, 9, 0, 9, 6, 3, 2))
        .row(1, part);

    assertThat(part).containsExactly(java.util.Arrays.copyOfRange(whole, 6, 15));
  }
}
