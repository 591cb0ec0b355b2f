package io.imagesearch.store.s3;

import io.imagesearch.ObjectStoreProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as the service would read them. */
final class TestSettings {
  private TestSettings() {}

  static Map<String, String> of(ObjectStoreProcess server, String bucket) {
    Map<String, String> settings = new HashMap<>();
    Stream.of(server.settings(bucket))
        .map(argument -> argument.substring(2).split("=", 2))
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
  }

  static S3Properties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("image-search.store.s3", S3Properties.class)
        .get();
  }
}
