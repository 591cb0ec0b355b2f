package io.imagesearch.embedding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as a user gives them, {@code name=value}; what is left out is as by default. */
final class Settings {

  private Settings() {}

  static EmbeddingProperties of(String... settings) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      given.put("image-search.embedding." + parts[0], parts[1]);
    }
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("image-search.embedding", EmbeddingProperties.class);
  }
}
