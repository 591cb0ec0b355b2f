package io.imagesearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,2.50,{\"b\":null}],\"c\":true,\"d\":\"\\\"\\n\\u0001ü写\",\"e\":{},\"f\":[]}",
        "[]",
        "12345678901234567890",
        "\"text\"",
        "null",
        "false"
      })
  void writesWhatItHasRead(String text) {
    assertThat(Json.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "{\"a\":}", "{} {}", "[1", "nul", "<html>"})
  void refusesWhatIsNoJson(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text));
  }

  @Test
  void readsFieldsThatMayNotBeThere() {
    Json json = Json.parse("{\"a\":{\"b\":\"text\",\"n\":0.5,\"t\":true},\"list\":[1,2]}");
    assertThat(json.at("a").at("b").text("?")).isEqualTo("text");
    assertThat(json.at("a").at("n").number()).isEqualTo(0.5);
    assertThat(json.at("a").at("t").text("?")).isEqualTo("true");
    assertThat(json.at("x").at("y").text("?")).isEqualTo("?");
    assertThat(json.at("list").elements()).extracting(Json::number).containsExactly(1.0, 2.0);
    assertThat(json.at("a").elements()).isEmpty();
    assertThat(json.fields()).containsOnlyKeys("a", "list");
  }
}
