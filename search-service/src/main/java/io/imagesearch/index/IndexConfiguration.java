package io.imagesearch.index;

import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
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

  @Bean
  @ConditionalOnProperty(
      name = "image-search.index.kind",
      havingValue = "lucene",
      matchIfMissing = true)
  VectorIndexes luceneIndexes(
      IndexProperties properties, @Value("${image-search.data}") Path data) {
    return new LuceneIndexes(data.resolve("index"), properties.hnsw());
  }

  @Bean
  HealthIndicator indexHealthIndicator(VectorIndex index) {
    return new IndexHealthIndicator(index);
  }

  @Bean
  MeterBinder indexMeters(VectorIndex index) {
    return registry ->
        Gauge.builder("index.up", index, each -> each.trouble().isEmpty() ? 1 : 0)
            .tag("kind", index.kind())
            .register(registry);
  }
}
