package io.imagesearch.reindex;

import io.imagesearch.generation.Generations;
import io.imagesearch.library.PictureRepair;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(ReindexProperties.class)
@Configuration(proxyBeanMethods = false)
class ReindexConfiguration {

  @Bean
  ReindexJobs reindexJobs(Generations generations, ServiceRole role) {
    return new ReindexJobs(generations, role, Clock.systemUTC());
  }

  @Bean
  ReindexMetrics reindexMetrics(Generations generations) {
    return new ReindexMetrics(generations);
  }

  @Bean
  ReindexRunner reindexRunner(
      Generations generations,
      ImageStore store,
      PictureRepair pictures,
      ReindexProperties properties,
      ServiceRole role) {
    ReindexRunner runner =
        new ReindexRunner(generations, store, pictures, properties, properties.parallelism(role));
    runner.start();
    return runner;
  }
}
