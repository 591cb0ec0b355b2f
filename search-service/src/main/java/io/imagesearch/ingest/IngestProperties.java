package io.imagesearch.ingest;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of ingest jobs.
 *
 * @param roots folders on the server that jobs may read below; none by default
 * @param parallelism files of a job that are under way at once
 * @param maxArchiveBytes largest archive that is taken
 */
@ConfigurationProperties("image-search.ingest")
record IngestProperties(
    @DefaultValue List<Path> roots,
    @DefaultValue("64") int parallelism,
    @DefaultValue("1073741824") long maxArchiveBytes) {

  IngestProperties {
    if (parallelism < 1) {
      throw new IllegalArgumentException("image-search.ingest.parallelism is at least 1");
    }
    roots = List.copyOf(roots);
  }
}
