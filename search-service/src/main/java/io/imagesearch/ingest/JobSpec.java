package io.imagesearch.ingest;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.Uploader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest job was asked to do; kept on disk, so that a restart can go on with it.
 *
 * @param id sortable by time of creation
 * @param folder the folder on the server, or null where an archive was uploaded
 * @param readable the uploaders whose pictures the key behind it may know of, or null for all; kept
 *     since the job may outlive the key
 */
record JobSpec(
    String id,
    @Nullable String folder,
    String uploader,
    Map<String, Object> attributes,
    Instant createdAt,
    @Nullable Set<String> readable) {

  Uploader owner() {
    return new Uploader(uploader);
  }

  /** What callers are told of the folder: where on the server it lies is not their business. */
  @Nullable String folderName() {
    Path name = folder == null ? null : Path.of(folder).getFileName();
    return name == null ? null : name.toString();
  }

  boolean mayRead(Uploader other) {
    return readable == null || readable.contains(other.name());
  }

  Attributes facts() {
    return new Attributes(attributes);
  }
}
