package io.imagesearch.store;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(StoreProperties.class)
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  @Bean
  @ConditionalOnProperty(
      name = "image-search.store.kind",
      havingValue = "folder",
      matchIfMissing = true)
  ImageStore imageStore(@Value("${image-search.data}") Path data) {
    return new FolderImageStore(data.resolve("images"));
  }
}
