package io.imagesearch.store.s3;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@ConditionalOnProperty(name = "image-search.store.kind", havingValue = "s3")
@EnableConfigurationProperties(S3Properties.class)
@Configuration(proxyBeanMethods = false)
class S3StoreConfiguration {

  @Bean
  ImageStore imageStore(S3Properties properties) {
    return S3ImageStore.open(properties);
  }
}
