package io.imagesearch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IndexPropertiesTest {

  @Test
  void hasTheSameDefaultsAsCode() {
    assertThat(bind(Map.of()))
        .isEqualTo(new IndexProperties(IndexProperties.Kind.LUCENE, HnswParameters.DEFAULT));
  }

  @Test
  void changesOneParameterAlone() {
    assertThat(bind(Map.of("image-search.index.hnsw.build-width", "200")).hnsw())
        .isEqualTo(new HnswParameters(16, 200, 128, 2));
  }

  @Test
  void refusesWhatLuceneDoes() {
    assertThatThrownBy(() -> bind(Map.of("image-search.index.hnsw.max-connections", "1")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("max-connections is 2 to 512 and build-width is 1 to 3200");
  }

  private static IndexProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("image-search.index", IndexProperties.class);
  }
}
