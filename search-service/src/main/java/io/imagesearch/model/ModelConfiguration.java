package io.imagesearch.model;

import io.imagesearch.picture.Preprocessing;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@EnableConfigurationProperties(ModelProperties.class)
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  /** In each role: weights are read only where they are used. */
  @Bean
  ModelFolder modelFolder(ModelProperties properties) {
    return ModelFolder.open(properties.location());
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
