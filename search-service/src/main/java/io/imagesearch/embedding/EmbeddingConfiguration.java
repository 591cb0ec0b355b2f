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
        model, engine, wanted.precision().precision(), cache.folder(), properties.parallelism());
  }

  @Bean
  EmbeddingMetrics embeddingMetrics(MeterRegistry registry, ModelIdentity model) {
    return new EmbeddingMetrics(registry, model);
  }

  // configuredEmbedder closes it.
  @Bean(destroyMethod = "")
  BatchingEmbedder imageEmbedder(
      Network network, EmbeddingProperties properties, EmbeddingMetrics metrics) {
    return new BatchingEmbedder(network, properties, metrics, DRAIN);
  }

  @Bean
  PictureEmbedder pictureEmbedder(
      PictureReader reader,
      Preprocessing preprocessing,
      InputTensors tensors,
      ImageEmbedder embedder) {
    return new LocalPictureEmbedder(reader, preprocessing, tensors, embedder);
  }

  /** The model of the settings, or the one that the collection was moved to before this start. */
  @Bean
  ModelEmbedder configuredEmbedder(
      ModelIdentity model,
      Network network,
      BatchingEmbedder embedder,
      PictureEmbedder pictures,
      EmbeddingMetrics metrics) {
    return new LocalModelEmbedder(model, network, embedder, pictures, metrics);
  }

  @RunsIn(ServiceRole.ALL)
  @Bean
  ModelEmbedders modelEmbedders(
      ModelProperties wanted,
      EngineProperties engine,
      EmbeddingProperties properties,
      CacheProperties cache,
      PictureReader reader,
      MeterRegistry registry) {
    return (folder, _) -> {
      ModelIdentity model = folder.identity();
      Network network =
          Networks.load(
              folder,
              engine,
              wanted.precision().precision(),
              cache.folder(),
              properties.parallelism());
      EmbeddingMetrics metrics = new EmbeddingMetrics(registry, model);
      BatchingEmbedder embedder = new BatchingEmbedder(network, properties, metrics, DRAIN);
      PictureEmbedder pictures =
          new LocalPictureEmbedder(
              reader, model.preprocessing(), InputTensors.pooled(model.preprocessing()), embedder);
      return new LocalModelEmbedder(model, network, embedder, pictures, metrics);
    };
  }

  @Bean
  EmbedderStatus.Source embedderStatus(ModelEmbedder embedder) {
    return embedder::status;
  }

  @Bean
  EmbedderHealthIndicator embedderHealthIndicator(ModelEmbedder embedder) {
    return new EmbedderHealthIndicator(embedder);
  }
}
