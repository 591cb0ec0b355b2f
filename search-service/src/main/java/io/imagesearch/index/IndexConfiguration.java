package io.imagesearch.index;

import io.imagesearch.model.ModelIdentity;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(IndexProperties.class)
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

  /** Each model has a folder of its own, so that vectors of two models never meet. */
  @Bean
  VectorIndex vectorIndex(
      IndexProperties properties, ModelIdentity model, @Value("${image-search.data}") Path data) {
    return switch (properties.kind()) {
      case LUCENE -> {
        int dimension = model.dimension();
        Path folder = data.resolve("index").resolve(model.fingerprint() + "-" + dimension);
        yield new LuceneVectorIndex(folder, dimension, properties.hnsw());
      }
    };
  }
}
