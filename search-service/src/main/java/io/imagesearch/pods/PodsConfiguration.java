package io.imagesearch.pods;

import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.request.OutgoingHeaders;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@RunsIn(ServiceRole.API)
@EnableConfigurationProperties(EmbeddersProperties.class)
@Configuration(proxyBeanMethods = false)
class PodsConfiguration {

  /** Before any bean is made: a refusal is told at once, and not after the index was opened. */
  @Bean
  static BeanFactoryPostProcessor embedderUrls(Environment environment) {
    return _ ->
        Binder.get(environment)
            .bindOrCreate(EmbeddersProperties.PREFIX, EmbeddersProperties.class)
            .checkUrls();
  }

  @Bean
  Pods pods(ModelIdentity model) {
    return new Pods(model);
  }

  @Bean
  PodDirectory podDirectory(
      EmbeddersProperties properties,
      ModelIdentity model,
      Pods pods,
      ObjectProvider<CallHeaders> more) {
    EmbedderKey key = new EmbedderKey(properties.key());
    List<CallHeaders> headers = Stream.concat(Stream.of(key), more.orderedStream()).toList();
    return new PodDirectory(properties, model, key, headers, pods);
  }

  /** So that an embedder's logs and spans belong to the request that asked. */
  @Bean
  CallHeaders requestHeaders(OutgoingHeaders request) {
    return header -> request.current().forEach(header);
  }

  @Bean
  PictureEmbedder pictureEmbedder(
      Pods pods, PictureReader reader, ModelIdentity model, MeterRegistry registry) {
    return new RemotePictureEmbedder(pods, reader, model, new CallMetrics(registry, pods));
  }

  @Bean
  EmbeddersHealthIndicator embeddersHealthIndicator(Pods pods) {
    return new EmbeddersHealthIndicator(pods);
  }
}
