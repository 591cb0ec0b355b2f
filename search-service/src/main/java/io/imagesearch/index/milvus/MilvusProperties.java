package io.imagesearch.index.milvus;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Milvus keeps the vectors, and how; docs/milvus.md has each setting. Secrets are best read
 * from files.
 *
 * @param alias also the beginning of the collections' names
 * @param ca certificates in PEM that the server's is checked with; https is meant by {@code uri}
 * @param serverName what the server's certificate names it, if not the host of {@code uri}
 * @param deadline of one call of ours to one server, with all its retries; a search has three
 *     fifths of it, and as much again to ask another server
 */
@ConfigurationProperties("image-search.index.milvus")
record MilvusProperties(
    @DefaultValue("http://localhost:19530") URI uri,
    @DefaultValue("") String database,
    @DefaultValue("images") String alias,
    @DefaultValue Credentials credentials,
    @Nullable Path ca,
    Optional<String> serverName,
    @DefaultValue("1500ms") Duration deadline,
    @DefaultValue("3") int attempts,
    @DefaultValue("64") int searches,
    @DefaultValue("16") int writes,
    @DefaultValue Layout layout,
    @DefaultValue("1") int replicas) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  MilvusProperties {
    if (!NAME.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "image-search.index.milvus.alias is 1 to 100 letters, digits and '_'");
    }
    if (!deadline.isPositive() || attempts < 1 || searches < 1 || writes < 1 || replicas < 1) {
      throw new IllegalArgumentException(
          "image-search.index.milvus: deadline, attempts, searches, writes and replicas are"
              + " positive");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "image-search.index.milvus.uri is such as http://milvus:19530, without a password");
    }
  }

  /**
   * What a collection is made with; a change takes effect on the next one.
   *
   * @param partitions that uploaders are spread over
   * @param maxConnections links of a vector in the graph ("M")
   * @param buildWidth neighbours considered for each vector added ("efConstruction")
   * @param searchWidth the least number of neighbours a search explores ("ef"), at any time
   */
  record Layout(
      @DefaultValue("16") int partitions,
      @DefaultValue("1") int shards,
      @DefaultValue("16") int maxConnections,
      @DefaultValue("200") int buildWidth,
      @DefaultValue("128") int searchWidth) {

    Layout {
      if (partitions < 1 || partitions > 1024 || shards < 1 || shards > 16) {
        throw new IllegalArgumentException(
            "image-search.index.milvus.layout: 1 to 1024 partitions and 1 to 16 shards");
      }
      if (maxConnections < 4 || maxConnections > 64 || buildWidth < 8 || buildWidth > 512) {
        throw new IllegalArgumentException(
            "image-search.index.milvus.layout: max-connections is 4 to 64 and build-width 8 to"
                + " 512");
      }
      if (searchWidth < 1 || searchWidth > 16_384) {
        throw new IllegalArgumentException(
            "image-search.index.milvus.layout: search-width is 1 to 16384");
      }
    }
  }
}
