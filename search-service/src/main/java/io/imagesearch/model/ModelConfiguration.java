package io.imagesearch.model;

import io.imagesearch.picture.Preprocessing;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  @RunsIn({ServiceRole.ALL, ServiceRole.EMBEDDER})
  @Bean
  ModelFolder modelFolder(ModelProperties properties) {
    return ModelFolder.open(properties.location());
  }

  @Bean
  ModelIdentity modelIdentity(ModelProperties properties) {
    return ModelIdentity.read(properties.location());
  }

  @Bean
  Preprocessing preprocessing(ModelIdentity model) {
    return model.preprocessing();
  }
}
