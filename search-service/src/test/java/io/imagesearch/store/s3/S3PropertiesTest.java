package io.imagesearch.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class S3PropertiesTest {

  @Test
  void readsKeysFromTheEnvironmentAndTellsThemToNobody() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of(
                    "IMAGE_SEARCH_STORE_S3_BUCKET", "pictures",
                    "IMAGE_SEARCH_STORE_S3_ACCESS_KEY", "access-geheim",
                    "IMAGE_SEARCH_STORE_S3_SECRET_KEY", "secret-geheim")));
    S3Properties properties =
        new Binder(ConfigurationPropertySources.from(environment.getPropertySources()))
            .bind("image-search.store.s3", S3Properties.class)
            .get();

    assertThat(properties.hasStaticKeys()).isTrue();
    assertThat(properties.secretKey()).isEqualTo("secret-geheim");
    assertThat(properties).hasToString("bucket pictures of AWS in us-east-1");
    assertThat(properties.usesPathStyle()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "access-key, a, access-key and secret-key go together",
    "prefix, no-slash, prefix ends with a slash",
    "prefix, /absolute/, prefix ends with a slash",
    "max-calls, 0, max-calls is at least 1",
    "part-size, 1MB, part-size is at least",
    "multipart-threshold, 5MB, multipart-threshold is below part-size",
    "lease, 1s, lease is at least"
  })
  void refusesWhatCannotBeMeant(String name, String value, String reason) {
    assertThatThrownBy(() ->
            TestSettings.bind(
                Map.of(
                    "image-search.store.s3.bucket",
                    "pictures",
                    "image-search.store.s3." + name,
                    value)))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessageContaining(reason);
  }
}
