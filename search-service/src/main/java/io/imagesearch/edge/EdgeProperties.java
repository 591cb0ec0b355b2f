package io.imagesearch.edge;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the edge.
 *
 * @param hosts names that this service goes by, beside those of loopback
 * @param patience how long a client may take for its headers, and how much longer for its body than
 *     {@code minRate} allows
 * @param minRate bytes of a body per second, on average over the time that it was waited for
 * @param maxJson bytes of a body that is neither a form nor an archive
 */
@ConfigurationProperties("image-search.edge")
record EdgeProperties(
    @DefaultValue Set<String> hosts,
    @DefaultValue("20s") Duration patience,
    @DefaultValue("4KB") DataSize minRate,
    @DefaultValue("1MB") DataSize maxJson) {

  EdgeProperties {
    if (!patience.isPositive() || minRate.toBytes() < 1 || maxJson.toBytes() < 1) {
      throw new IllegalArgumentException("image-search.edge: limits are positive");
    }
    hosts =
        hosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }
}
