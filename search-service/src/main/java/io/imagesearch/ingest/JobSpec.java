package io.imagesearch.ingest;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest job was asked to do; kept on disk, so that a restart can go on with it.
 *
 * @param id sortable by time of creation
 * @param folder the folder on the server, or null where an archive was uploaded
 */
record JobSpec(
    String id,
    @Nullable String folder,
    String uploader,
    Map<String, Object> attributes,
    Instant createdAt) {

  Uploader owner() {
    return new Uploader(uploader);
  }

  Attributes facts() {
    return new Attributes(attributes);
  }
}
