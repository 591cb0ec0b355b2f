package io.imagesearch.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.imagesearch.model.ModelException;
import io.imagesearch.picture.Preprocessing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

class EmbeddingConfigurationIT {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withBean(SimpleMeterRegistry.class)
          .withUserConfiguration(Wiring.class)
          .withPropertyValues("image-search.cache=target/cache");

  @Configuration(proxyBeanMethods = false)
  @ComponentScan({"io.imagesearch.model", "io.imagesearch.picture", "io.imagesearch.embedding"})
  @ConfigurationPropertiesScan({
    "io.imagesearch.model",
    "io.imagesearch.picture",
    "io.imagesearch.embedding"
  })
  static class Wiring {}

  @Test
  void startsOnTheBundledModelWithoutAnySetting() {
    application.run(context -> {
      assertThat(context).hasNotFailed().hasSingleBean(ImageEmbedder.class);
      assertThat(context.getBean(Preprocessing.class).size()).isEqualTo(224);
      EmbedderStatus status = context.getBean(EmbedderStatus.Source.class).status();
      assertThat(status.model()).isEqualTo("efficientnet-lite0");
      assertThat(status.dimension()).isEqualTo(1280);
      assertThat(status.workersAlive()).isPositive();
      assertThat(context.getBean(EmbedderHealthIndicator.class).health().getStatus().getCode())
          .isEqualTo("UP");
    });
  }

  @Test
  void refusesToStartWithoutItsModel() {
    application
        .withPropertyValues("image-search.model.location=/nowhere")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("/nowhere")
                .satisfiesAnyOf(
                    cause -> assertThat(cause).isInstanceOf(ModelException.class),
                    cause -> assertThat(cause.getMessage()).contains("model.json")));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    application
        .withPropertyValues("image-search.embedding.max-batch=0")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("image-search.embedding.max-batch must be 1 to 256, not 0"));
  }
}
