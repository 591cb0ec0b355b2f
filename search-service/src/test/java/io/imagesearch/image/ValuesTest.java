package io.imagesearch.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void identifiesAPictureByItsBytes() {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);

    // The first test vector of FIPS 180-2.
    assertThat(ImageId.of(abc).value())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "../../etc/passwd", "BA7816BF"})
  void takesNothingElseForAnIdentity(String text) {
    assertThat(ImageId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "ann@example.com", "Đức", "a.b-c_d", "x"})
  void takesNamesOfPeople(String name) {
    assertThat(new Uploader(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "a\"b", "a\n"})
  void refusesNamesThatCouldMeanSomethingElse(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Uploader(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shoe.jpg", "shoes/running shoe.jpg", "giày.jpg", "..shoe.jpg", "a..b"})
  void keepsFileNamesAndRelativePaths(String name) {
    assertThat(FileName.check(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a\\..\\b",
        "C:\\x",
        "a\0b",
        "a\nb",
        ".."
      })
  void refusesFileNamesThatLeadSomewhere(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> FileName.check(name));
  }

  @Test
  void keepsAttributesApartFromTheMapTheyCameIn() {
    Map<String, Object> map = new HashMap<>(Map.of("colour", "red"));
    Attributes attributes = new Attributes(map);

    map.put("colour", "blue");

    assertThat(attributes.values()).containsEntry("colour", "red");
  }

  @Test
  void boundsAttributes() {
    Map<String, Object> many =
        IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "key" + i, i -> i));

    assertThatIllegalArgumentException().isThrownBy(() -> new Attributes(many));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Attributes(Map.of("a", "x".repeat(1025))));
    assertThatIllegalArgumentException().isThrownBy(() -> new Attributes(Map.of("a b", 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Attributes(Map.of("a", List.of())));
  }
}
