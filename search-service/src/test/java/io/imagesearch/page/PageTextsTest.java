package io.imagesearch.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every text of the page stands in each language's file, with the same places to fill. */
class PageTextsTest {
  private static final Path STATIC = Path.of("src/main/resources/static");
  private static final Pattern USED =
      Pattern.compile("(?:\\bt\\(|data-text=|text: )\"([\\w.-]+)\"");
  private static final Pattern FILLED = Pattern.compile("\\{\\w+}");

  @ParameterizedTest
  @ValueSource(strings = "vi")
  void eachLanguageSaysTheSame(String language) throws IOException {
    JsonNode english = texts("en");
    JsonNode other = texts(language);

    assertThat(other.propertyNames()).containsExactlyElementsOf(english.propertyNames());
    for (String key : english.propertyNames()) {
      assertThat(filled(other.get(key))).as(key).isEqualTo(filled(english.get(key)));
    }
  }

  @Test
  void everyTextThatThePageNamesIsThere() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(STATIC)) {
      for (Path file : files.filter(each -> each.toString().matches(".*\\.(js|html)")).toList()) {
        Matcher matcher = USED.matcher(Files.readString(file));
        while (matcher.find()) {
          used.add(matcher.group(1));
        }
      }
    }
    assertThat(used).hasSizeGreaterThan(60);
    assertThat(texts("en").propertyNames()).containsAll(used);
  }

  private static JsonNode texts(String language) throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(STATIC.resolve("texts/" + language + ".json")));
  }

  private static Set<String> filled(JsonNode text) {
    return FILLED
        .matcher(text.toString())
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
