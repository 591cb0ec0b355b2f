package io.imagesearch.model;

import io.imagesearch.picture.Preprocessing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@EnableConfigurationProperties(ModelProperties.class)
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  /** In each role: weights are read only where they are used. */
  @Bean
  ModelFolder modelFolder(ModelProperties properties, ObjectProvider<ModelChoice> moved) {
    ModelChoice choice = moved.getIfAvailable(() -> ModelChoice.AS_CONFIGURED);
    return ModelFolder.open(choice.location().orElse(properties.location()));
  }

  @Bean
  ModelIdentity modelIdentity(ModelFolder model) {
    return model.identity();
  }

  @Bean
  Preprocessing preprocessing(ModelIdentity model) {
    return model.preprocessing();
  }
}
