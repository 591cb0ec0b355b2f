package io.imagesearch.pods;

import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.embedding.ModelEmbedders;
import io.imagesearch.embedding.PictureEmbedder;
import io.imagesearch.model.ModelChoice;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.request.OutgoingHeaders;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
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
      ObjectProvider<ModelChoice> moved,
      ObjectProvider<CallHeaders> more) {
    List<URI> urls = moved.getIfAvailable(() -> ModelChoice.AS_CONFIGURED).embedders();
    return directory(urls.isEmpty() ? properties : properties.at(urls), model, pods, more);
  }

  /** So that an embedder's logs and spans belong to the request that asked. */
  @Bean
  CallHeaders requestHeaders(OutgoingHeaders request) {
    return header -> request.current().forEach(header);
  }

  @Bean
  CallMetrics callMetrics(MeterRegistry registry, ModelIdentity model, Pods pods) {
    return new CallMetrics(registry, model, pods);
  }

  @Bean
  PictureEmbedder pictureEmbedder(
      Pods pods, PictureReader reader, ModelIdentity model, CallMetrics metrics) {
    return new RemotePictureEmbedder(pods, reader, model, metrics);
  }

  /** The model of the settings, or the one that the collection was moved to before this start. */
  @Bean(destroyMethod = "") // the directory ends with the context's lifecycle
  ModelEmbedder configuredEmbedder(
      ModelIdentity model,
      Pods pods,
      PodDirectory directory,
      PictureEmbedder pictures,
      CallMetrics metrics) {
    return new PodModelEmbedder(model, pods, directory, pictures, metrics);
  }

  @Bean
  ModelEmbedders modelEmbedders(
      EmbeddersProperties properties,
      PictureReader reader,
      MeterRegistry registry,
      ObjectProvider<CallHeaders> more) {
    return (folder, embedders) -> {
      EmbeddersProperties others = properties.at(embedders);
      others.checkUrls();
      ModelIdentity model = folder.identity();
      Pods pods = new Pods(model);
      CallMetrics metrics = new CallMetrics(registry, model, pods);
      PodDirectory directory = directory(others, model, pods, more);
      directory.start();
      PictureEmbedder pictures = new RemotePictureEmbedder(pods, reader, model, metrics);
      return new PodModelEmbedder(model, pods, directory, pictures, metrics);
    };
  }

  @Bean
  EmbeddersHealthIndicator embeddersHealthIndicator(ModelEmbedder embedder) {
    return new EmbeddersHealthIndicator(embedder);
  }

  private static PodDirectory directory(
      EmbeddersProperties properties,
      ModelIdentity model,
      Pods pods,
      ObjectProvider<CallHeaders> more) {
    EmbedderKey key = new EmbedderKey(properties.key());
    List<CallHeaders> headers = Stream.concat(Stream.of(key), more.orderedStream()).toList();
    return new PodDirectory(properties, model, key, headers, pods);
  }
}
