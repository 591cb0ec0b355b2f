package io.imagesearch.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** By libtiff a JPEG has the very pixels that it has by leptonica, or is left to it. */
class JpegInTiffTest {
  private static final int DAMAGED = 3_000;
  private static final long MOST_PIXELS = 1 << 20;
  private static final int START = 2;
  private static final byte[] JFIF = segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0");
  private static final byte[] ADOBE_RGB = segment(0xee, "Adobe\0\144\0\0\0\0\0");
  private static final byte[] ADOBE_YCC = segment(0xee, "Adobe\0\144\0\0\0\0\1");

  @Test
  void decodesPhotographsOfEveryUsualSampling() throws Exception {
    Set<String> samplings = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/parity/pictures"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jpg")).toList()) {
        byte[] jpeg = Files.readAllBytes(file);
        JpegColours colours = structure(jpeg).colours();
        if (decoded(jpeg).isPresent()) {
          samplings.add(colours.across() + "x" + colours.down());
        } else {
          assertThat(colours.usual()).as(file.toString()).isFalse();
        }
      }
    }

    assertThat(samplings).contains("1x1", "2x1", "2x2");
  }

  @Test
  void goesByTheSegmentsThatTellTheColours() throws Exception {
    assertThat(decoded(with())).isPresent();
    assertThat(decoded(with(JFIF))).isPresent();
    assertThat(decoded(with(ADOBE_RGB, JFIF))).isPresent();
    assertThat(decoded(with(ADOBE_RGB))).isEmpty();
    assertThat(decoded(with(ADOBE_YCC))).isEmpty();
  }

  /** Letters in place of numbers are another way to say RGB. */
  @Test
  void goesByTheNamesOfComponentsWhereNoSegmentTells() throws Exception {
    assertThat(decoded(named("RGB", with()))).isEmpty();
    assertThat(decoded(named("RGB", with(JFIF)))).isPresent();
  }

  @Test
  void heedsNoSegmentOnceAScanHasBegun() throws Exception {
    byte[] jpeg = with(ADOBE_RGB);

    assertThat(decoded(insert(jpeg, jpeg.length - 2, JFIF))).isEmpty();
  }

  @Test
  void answersForADamagedPictureOnlyWhatLeptonicaDoes() throws Exception {
    FuzzInputs inputs = new FuzzInputs(20_261_201);
    int answered = 0;
    for (int i = 0; i < DAMAGED * FuzzInputs.FORMATS.size(); i += FuzzInputs.FORMATS.size()) {
      try {
        byte[] jpeg = inputs.get(i);
        JpegStructure structure = structure(jpeg);
        if ((long) structure.width() * structure.height() <= MOST_PIXELS) {
          answered += decoded(jpeg).isPresent() ? 1 : 0;
        }
      } catch (PictureException _) {
        // Its structure is broken, and no decoder sees it.
      }
    }

    assertThat(answered).isBetween(DAMAGED / 20, DAMAGED - DAMAGED / 20);
  }

  /** What is there is asserted to be what leptonica answers, who must then answer. */
  private static Optional<Pixels> decoded(byte[] jpeg) throws PictureException {
    JpegStructure structure = structure(jpeg);
    Optional<Pixels> pixels = JpegInTiff.decode(new Bytes(jpeg), structure);
    if (pixels.isPresent()) {
      Pixels expected = byLeptonica(jpeg, structure);
      assertThat(pixels.get().width()).isEqualTo(expected.width());
      assertThat(Arrays.equals(pixels.get().rgb(), expected.rgb())).isTrue();
    }
    return pixels;
  }

  private static Pixels byLeptonica(byte[] jpeg, JpegStructure structure) {
    try {
      return JpegDecoder.byLeptonica(new Bytes(jpeg), structure, 1);
    } catch (PictureException e) {
      throw new AssertionError("libtiff decoded what leptonica refuses", e);
    }
  }

  private static JpegStructure structure(byte[] jpeg) throws PictureException {
    JpegStructure structure = JpegStructure.read(new Bytes(jpeg));
    structure.verify();
    return structure;
  }

  /** The same picture with these segments in place of its JFIF segment, which is its first. */
  private static byte[] with(byte[]... segments) {
    byte[] jpeg = TestPictures.read("baseline.jpg");
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(jpeg, 0, START);
    for (byte[] segment : segments) {
      changed.writeBytes(segment);
    }
    int rest = START + JFIF.length;
    changed.write(jpeg, rest, jpeg.length - rest);
    return changed.toByteArray();
  }

  private static byte[] insert(byte[] jpeg, int at, byte[] segment) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(jpeg, 0, at);
    changed.writeBytes(segment);
    changed.write(jpeg, at, jpeg.length - at);
    return changed.toByteArray();
  }

  /** Each component with the next of these letters, in its frame and in its scan. */
  private static byte[] named(String names, byte[] jpeg) {
    String text = new String(jpeg, StandardCharsets.ISO_8859_1);
    int frame = text.indexOf("\u00ff\u00c0");
    int scan = text.indexOf("\u00ff\u00da");
    for (int i = 0; i < names.length(); i++) {
      jpeg[frame + 10 + 3 * i] = (byte) names.charAt(i);
      jpeg[scan + 5 + 2 * i] = (byte) names.charAt(i);
    }
    return jpeg;
  }

  private static byte[] segment(int marker, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    segment.write(0xff);
    segment.write(marker);
    segment.write(0);
    segment.write(bytes.length + 2);
    segment.writeBytes(bytes);
    return segment.toByteArray();
  }
}
