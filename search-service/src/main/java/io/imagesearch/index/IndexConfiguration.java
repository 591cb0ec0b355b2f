package io.imagesearch.index;

import io.imagesearch.model.ModelIdentity;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(IndexProperties.class)
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

  /** Each model has a folder of its own, so that vectors of two models never meet. */
  @Bean
  @ConditionalOnProperty(
      name = "image-search.index.kind",
      havingValue = "lucene",
      matchIfMissing = true)
  VectorIndex luceneVectorIndex(
      IndexProperties properties, ModelIdentity model, @Value("${image-search.data}") Path data) {
    int dimension = model.dimension();
    Path folder = data.resolve("index").resolve(model.fingerprint() + "-" + dimension);
    return new LuceneVectorIndex(folder, dimension, properties.hnsw());
  }

  @Bean
  HealthIndicator indexHealthIndicator(VectorIndex index) {
    return new IndexHealthIndicator(index);
  }
}
