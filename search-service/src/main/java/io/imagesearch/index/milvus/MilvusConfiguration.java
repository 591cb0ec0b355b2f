package io.imagesearch.index.milvus;

import io.imagesearch.index.VectorIndex;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(MilvusProperties.class)
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "image-search.index.kind", havingValue = "milvus")
class MilvusConfiguration {
  /** A server that is there is found by then; for another one the service is not ready yet. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bean
  VectorIndex milvusVectorIndex(MilvusProperties properties, ModelIdentity model)
      throws InterruptedException {
    MilvusVectorIndex index =
        new MilvusVectorIndex(properties, model.fingerprint(), model.dimension());
    boolean _ = index.await(PATIENCE);
    return index;
  }
}
