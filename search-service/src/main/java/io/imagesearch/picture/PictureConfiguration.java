package io.imagesearch.picture;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@EnableConfigurationProperties(PictureProperties.class)
@Configuration(proxyBeanMethods = false)
class PictureConfiguration {
  @Bean
  PictureLimits pictureLimits(PictureProperties properties) {
    return properties.limits();
  }

  @Bean
  PictureReader pictureReader(PictureProperties properties) {
    return new PictureReader(properties.limits(), properties.slots());
  }

  @RunsIn({ServiceRole.ALL, ServiceRole.EMBEDDER})
  @Bean
  InputTensors inputTensors(Preprocessing preprocessing) {
    return InputTensors.pooled(preprocessing);
  }

  @RunsIn({ServiceRole.ALL, ServiceRole.API})
  @Bean
  Thumbnails thumbnails() {
    return new Thumbnails();
  }
}
