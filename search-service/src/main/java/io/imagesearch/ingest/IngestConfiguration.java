package io.imagesearch.ingest;

import io.imagesearch.activity.ActivityLog;
import io.imagesearch.embedding.ByteBudget;
import io.imagesearch.embedding.ModelEmbedder;
import io.imagesearch.library.ImageLibrary;
import io.imagesearch.picture.PictureLimits;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@EnableConfigurationProperties(IngestProperties.class)
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

  @Bean
  FolderRoots folderRoots(IngestProperties properties) {
    return new FolderRoots(properties.roots());
  }

  @Bean
  IngestJobs ingestJobs(
      @Value("${image-search.data}") Path data,
      IngestProperties properties,
      ImageLibrary library,
      ModelEmbedder embedder,
      ByteBudget pictureMemory,
      PictureLimits limits,
      ActivityLog activities) {
    JobRunner runner =
        new JobRunner(
            library, embedder.pictures(), pictureMemory, limits, properties.parallelism());
    return new IngestJobs(data.resolve("jobs"), runner, activities);
  }
}
