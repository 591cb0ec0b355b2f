package io.imagesearch.embedding;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where unpacked native libraries are kept between starts.
 *
 * @param cache a folder, made when it is absent; by default {@code ~/.cache/image-search}
 */
@ConfigurationProperties("image-search")
record CacheProperties(@Nullable Path cache) {

  Path folder() {
    return cache != null ? cache : Path.of(System.getProperty("user.home"), ".cache/image-search");
  }
}
