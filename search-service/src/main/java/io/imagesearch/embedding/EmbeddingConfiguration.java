package io.imagesearch.embedding;

import io.imagesearch.model.ModelFolder;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.model.ModelProperties;
import io.imagesearch.picture.InputTensors;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Preprocessing;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.EMBEDDER})
@EnableConfigurationProperties({
  CacheProperties.class,
  EmbeddingProperties.class,
  EngineProperties.class
})
@Configuration(proxyBeanMethods = false)
class EmbeddingConfiguration {
  /** Well within the 30 seconds that Kubernetes grants a pod. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  // The embedder closes it, once the last pass has ended.
  @Bean(destroyMethod = "")
  Network network(
      ModelFolder model,
      ModelProperties wanted,
      EngineProperties engine,
      EmbeddingProperties properties,
      CacheProperties cache) {
    return Networks.load(
        model, engine, wanted.precision().precision(), cache.folder(), properties.threads());
  }

  @Bean
  BatchingEmbedder imageEmbedder(
      Network network, EmbeddingProperties properties, MeterRegistry registry) {
    return new BatchingEmbedder(network, properties, new EmbeddingMetrics(registry), DRAIN);
  }

  @Bean
  PictureEmbedder pictureEmbedder(
      PictureReader reader,
      Preprocessing preprocessing,
      InputTensors tensors,
      ImageEmbedder embedder) {
    return new LocalPictureEmbedder(reader, preprocessing, tensors, embedder);
  }

  @Bean
  EmbedderStatus.Source embedderStatus(
      ModelIdentity model, Network network, BatchingEmbedder embedder) {
    return () ->
        new EmbedderStatus(
            model.name(),
            model.version(),
            model.fingerprint(),
            model.dimension(),
            network.device(),
            network.precision(),
            network.engine(),
            embedder.queueDepth(),
            embedder.workersAlive());
  }

  @Bean
  EmbedderHealthIndicator embedderHealthIndicator(ImageEmbedder embedder) {
    return new EmbedderHealthIndicator(embedder);
  }
}
