package io.imagesearch.ingest;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of ingest jobs.
 *
 * @param roots folders on the server that jobs may read below; none by default
 * @param parallelism files of a job that are under way at once; 0 is {@value #FOR_EACH_PROCESSOR}
 *     for each processor. With fewer at once, processors idle while pictures are written; with
 *     more, what is under way takes more memory (figures: docs/design.md)
 * @param maxArchiveBytes largest archive that is taken
 */
@ConfigurationProperties("image-search.ingest")
record IngestProperties(
    @DefaultValue List<Path> roots,
    @DefaultValue("0") int parallelism,
    @DefaultValue("1073741824") long maxArchiveBytes) {

  private static final int FOR_EACH_PROCESSOR = 16;

  IngestProperties {
    if (parallelism < 0) {
      throw new IllegalArgumentException("image-search.ingest.parallelism is at least 0");
    }
    if (parallelism == 0) {
      parallelism = FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors();
    }
    roots = List.copyOf(roots);
  }
}
