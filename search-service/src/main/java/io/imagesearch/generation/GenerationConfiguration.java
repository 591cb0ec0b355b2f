package io.imagesearch.generation;

import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.embedding.ModelEmbedders;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.index.VectorIndexes;
import io.imagesearch.model.ModelChoice;
import io.imagesearch.model.ModelIdentity;
import io.imagesearch.model.ModelProperties;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Configuration(proxyBeanMethods = false)
class GenerationConfiguration {

  @Bean
  Plans plans(ImageStore store) {
    return new Plans(store);
  }

  /** The plan decides: with another model's embedder, nothing that is there could be searched. */
  @Bean
  ModelChoice modelChoice(Plans plans) {
    return plans
        .read()
        .map(Plan::serving)
        .map(serving -> new ModelChoice(Optional.of(serving.location()), serving.embedders()))
        .orElse(ModelChoice.AS_CONFIGURED);
  }

  @Bean
  Generations generations(
      ModelChoice choice,
      ModelProperties properties,
      Environment environment,
      ModelIdentity model,
      @Qualifier("configuredEmbedder") ModelEmbedder embedder,
      ModelEmbedders embedders,
      VectorIndexes indexes,
      Plans plans) {
    List<URI> urls =
        Binder.get(environment)
            .bind("image-search.embedders.urls", Bindable.listOf(URI.class))
            .orElse(List.of());
    ModelSpec spec =
        ModelSpec.of(
            choice.location().orElse(properties.location()),
            choice.embedders().isEmpty() ? urls : choice.embedders(),
            model);
    plans.read().ifPresent(plan -> GenerationOpener.check(plan.serving(), model.fingerprint()));
    Generation first = new Generation(spec, embedder, indexes.open(model));
    Generations generations =
        new Generations(first, plans, new GenerationOpener(embedders, indexes), indexes);
    generations.start();
    return generations;
  }

  @Bean(destroyMethod = "")
  @Primary
  ModelEmbedder servingEmbedder(Generations generations) {
    return new ServingEmbedder(generations);
  }

  @Bean(destroyMethod = "")
  VectorIndex vectorIndex(Generations generations) {
    return new ServingIndex(generations);
  }
}
