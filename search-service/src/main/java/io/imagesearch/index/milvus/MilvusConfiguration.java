package io.imagesearch.index.milvus;

import io.imagesearch.index.VectorIndexes;
import io.imagesearch.request.OutgoingHeaders;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(MilvusProperties.class)
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "image-search.index.kind", havingValue = "milvus")
class MilvusConfiguration {

  @Bean
  VectorIndexes milvusIndexes(MilvusProperties properties, OutgoingHeaders request) {
    return new MilvusIndexes(properties, request);
  }
}
