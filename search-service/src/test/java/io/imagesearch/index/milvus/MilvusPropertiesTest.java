package io.imagesearch.index.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class MilvusPropertiesTest {
  private static final URI SERVER = URI.create("http://milvus:19530");

  @ParameterizedTest
  @CsvSource({
    "alias, 1st",
    "alias, a b",
    "uri, http://user:word@milvus:19530",
    "deadline, 0s",
    "replicas, 0",
    "searches, 0",
    "layout.partitions, 2000",
    "layout.max-connections, 3",
    "layout.search-width, 20000"
  })
  void refusesWhatMilvusDoes(String name, String value) {
    assertThatThrownBy(() -> Indexes.properties(SERVER, "images", Map.of(name, value)))
        .isInstanceOf(BindException.class)
        .hasStackTraceContaining("image-search.index.milvus");
  }

  @Test
  void neverPrintsSecrets() {
    MilvusProperties properties =
        Indexes.properties(
            SERVER,
            "images",
            Map.of("credentials.password", "secret-1", "credentials.token", "secret-2"));

    assertThat(properties.toString()).doesNotContain("secret-");
    assertThat(properties.credentials().password()).contains("secret-1");
  }

  @Test
  void documentsEachSettingWithItsDefault() throws IOException {
    String documentation = Files.readString(Path.of("../docs/milvus.md"));
    MilvusProperties defaults = Indexes.properties(SERVER, "images", Map.of());

    for (Map.Entry<String, Object> each :
        Map.<String, Object>of(
                "deadline", defaults.deadline().toMillis() + "ms",
                "attempts", defaults.attempts(),
                "searches", defaults.searches(),
                "writes", defaults.writes(),
                "replicas", defaults.replicas(),
                "layout.partitions", defaults.layout().partitions(),
                "layout.shards", defaults.layout().shards(),
                "layout.max-connections", defaults.layout().maxConnections(),
                "layout.build-width", defaults.layout().buildWidth(),
                "layout.search-width", defaults.layout().searchWidth())
            .entrySet()) {
      assertThat(documentation)
          .containsPattern("\\| `%s` \\| `?%s`? \\|".formatted(each.getKey(), each.getValue()));
    }
  }

  @Test
  void documentsTheFieldsOfACollection() throws IOException {
    String documentation = Files.readString(Path.of("../docs/milvus.md"));
    List<String> documented = new ArrayList<>();
    Pattern.compile("`(\\w+)`")
        .matcher(documentation.substring(documentation.indexOf("| field |")))
        .results()
        .map(MatchResult::group)
        .forEach(documented::add);

    assertThat(documented)
        .contains("`id`", "`uploader`", "`tags`", "`details`", "`details_4`", "`embedding`");
    assertThat(MilvusRow.DETAILS).last().isEqualTo("details_4");
  }
}
