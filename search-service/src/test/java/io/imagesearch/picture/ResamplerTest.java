package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        int sample = row[i % 3 * width + i / 3];
        assertThat(sample).isEqualTo(expected[y * row.length + i] & 0xff);
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

    for (int plane = 0; plane < 3; plane++) {
      assertThat(Arrays.copyOfRange(part, 3 * plane, 3 * plane + 3))
          .containsExactly(Arrays.copyOfRange(whole, 7 * plane + 2, 7 * plane + 5));
    }
  }

  /**
   * Large enough for several strips of rows, the last of them not full. To 90 it takes 17 source
   * pixels for each, to 150 eleven, to 300 six, to 500 four.
   */
  @ParameterizedTest
  @ValueSource(ints = {90, 150, 300, 500})
  void sumsAcrossRowsThenAcrossColumns(int target) {
    int side = 401;
    byte[] rgb = new byte[3 * side * side];
    new Random(5).nextBytes(rgb);
    Weights weights =
        Weights.of(Interpolation.BICUBIC, side, 3.5, 380, target, (target - 80) / 2, 80);
    var resampler = new Resampler(new Pixels(side, side, rgb), weights, weights);

    int[] row = new int[240];
    for (int y = 0; y < 80; y += 9) {
      resampler.row(y, row);
      for (int x = 0; x < 80; x += 7) {
        int column = x;
        assertThat(row[160 + x])
            .isEqualTo(
                sum(
                    weights,
                    y,
                    v -> sum(weights, column, h -> rgb[3 * (v * side + h) + 2] & 0xff)));
      }
    }
  }

  private static int sum(Weights weights, int target, IntUnaryOperator sample) {
    long sum = 1L << (Weights.PRECISION - 1);
    for (int k = 0; k < weights.of(target).length; k++) {
      sum += (long) weights.of(target)[k] * sample.applyAsInt(weights.first(target) + k);
    }
    return Math.clamp(sum >> Weights.PRECISION, 0, 255);
  }
}
