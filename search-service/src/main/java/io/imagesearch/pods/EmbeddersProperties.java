package io.imagesearch.pods;

import io.imagesearch.role.SettingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of an API process for its embedders.
 *
 * @param urls where embedders are; a name stands for all of its addresses
 * @param key a file with the access key that they ask for
 * @param lookup how often names are looked up
 * @param probe how often each embedder is asked how it is
 * @param connectTimeout for a connection to be made
 * @param connections to one embedder, at most
 */
@ConfigurationProperties(EmbeddersProperties.PREFIX)
record EmbeddersProperties(
    @DefaultValue List<URI> urls,
    @Nullable Path key,
    @DefaultValue("2s") Duration lookup,
    @DefaultValue("1s") Duration probe,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("128") int connections) {
  static final String PREFIX = "image-search.embedders";

  EmbeddersProperties {
    urls = List.copyOf(urls);
    if (!lookup.isPositive()
        || !probe.isPositive()
        || !connectTimeout.isPositive()
        || connections < 1) {
      throw new IllegalArgumentException("image-search.embedders: limits are positive");
    }
  }

  /** The same for other embedders. */
  EmbeddersProperties at(List<URI> others) {
    return new EmbeddersProperties(others, key, lookup, probe, connectTimeout, connections);
  }

  /**
   * The addresses, of which an API needs one.
   *
   * @throws SettingException when there is none, or one that can't be used
   */
  void checkUrls() {
    if (urls.isEmpty()) {
      throw new SettingException(
          "role api embeds nothing itself: set image-search.embedders.urls to the addresses of"
              + " embedders, such as http://embedder:8080");
    }
    for (URI url : urls) {
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare = List.of("", "/").contains(String.valueOf(url.getPath()));
      if (!http || url.getHost() == null || !bare || url.getQuery() != null) {
        throw new SettingException(
            "image-search.embedders.urls has '"
                + url
                + "', which is not like http://embedder:8080");
      }
    }
  }
}
