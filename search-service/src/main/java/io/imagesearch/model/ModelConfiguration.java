package io.imagesearch.model;

import io.imagesearch.picture.Preprocessing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  @Bean
  ModelFolder modelFolder(ModelProperties properties) {
    return ModelFolder.open(properties.location());
  }

  @Bean
  Preprocessing preprocessing(ModelFolder model) {
    return model.manifest().preprocessing();
  }
}
