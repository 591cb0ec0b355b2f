package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.imagesearch.picture.Preprocessing.Interpolation;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputTensorsTest {
  private final InputTensors tensors =
      new InputTensors(
          new Preprocessing(
              8, 8, Interpolation.BILINEAR, List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.25f, 0.5f)),
          2);

  @Test
  void normalisesAndSeparatesTheChannels() {
    try (InputTensor tensor = tensors.of(halves(), CropBox.WHOLE)) {
      FloatBuffer floats = tensor.floats();

      assertThat(floats.isDirect()).isTrue();
      assertThat(floats.remaining()).isEqualTo(3 * 8 * 8);
      assertThat(floats.get(0)).isCloseTo(1, within(1e-6f));
      assertThat(floats.get(64)).isCloseTo(-2, within(1e-6f));
      assertThat(floats.get(128 + 63)).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void seesNothingOutsideTheCropBox() {
    try (InputTensor tensor = tensors.of(halves(), new CropBox(0.5, 0, 0.5, 1))) {
      FloatBuffer floats = tensor.floats();
      for (int i = 0; i < 64; i++) {
        assertThat(floats.get(i)).as("red").isCloseTo(-1, within(1e-6f));
        assertThat(floats.get(128 + i)).as("blue").isCloseTo(1, within(1e-6f));
      }
    }
  }

  @Test
  void takesACropBoxSmallerThanAPixel() {
    try (InputTensor tensor = tensors.of(halves(), new CropBox(0.999, 0.999, 0.001, 0.001))) {
      assertThat(tensor.floats().get(128)).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void reusesTheBufferOfAClosedTensor() {
    FloatBuffer first;
    try (InputTensor tensor = tensors.of(halves(), CropBox.WHOLE)) {
      first = tensor.floats();
    }
    for (int i = 0; i < 100; i++) {
      try (InputTensor tensor = tensors.of(halves(), CropBox.WHOLE)) {
        assertThat(tensor.floats()).isSameAs(first);
      }
    }
  }

  @Test
  void neverSharesABufferThatIsInUse() {
    try (InputTensor one = tensors.of(halves(), CropBox.WHOLE);
        InputTensor two = tensors.of(halves(), CropBox.WHOLE)) {
      assertThat(one.floats()).isNotSameAs(two.floats());
    }
  }

  @Test
  void refusesAClosedTensor() {
    InputTensor tensor = tensors.of(halves(), CropBox.WHOLE);
    tensor.close();

    assertThatThrownBy(tensor::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tensor::floats).isInstanceOf(IllegalStateException.class);
  }

  /** Red on the left, blue on the right. */
  private static Pixels halves() {
    byte[] rgb = new byte[3 * 16 * 16];
    for (int i = 0; i < 256; i++) {
      rgb[3 * i + (i % 16 < 8 ? 0 : 2)] = (byte) 255;
    }
    return new Pixels(16, 16, rgb);
  }
}
