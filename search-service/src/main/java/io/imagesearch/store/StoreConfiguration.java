package io.imagesearch.store;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@ConditionalOnProperty(
    name = "image-search.store.kind",
    havingValue = "folder",
    matchIfMissing = true)
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  @Bean
  ImageStore imageStore(@Value("${image-search.data}") Path data) {
    return new FolderImageStore(data.resolve("images"));
  }
}
