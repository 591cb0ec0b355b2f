package io.imagesearch.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of pictures by address.
 *
 * @param enabled whether a picture may be named by its address at all
 * @param allow blocks of addresses that may be fetched from although they are not public
 * @param ports that may be connected to
 * @param timeout for one picture, from the name's lookup to the last byte
 * @param connectTimeout for one address of the name, TLS included
 * @param concurrency pictures fetched at once; the next one gets 503
 */
@ConfigurationProperties("image-search.fetch")
record FetchProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue List<String> allow,
    @DefaultValue({"80", "443"}) Set<Integer> ports,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("8") int concurrency) {

  FetchProperties {
    if (concurrency < 1 || !timeout.isPositive() || !connectTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "image-search.fetch: concurrency, timeout and connect-timeout are positive");
    }
    allow = List.copyOf(allow);
    ports = Set.copyOf(ports);
    allow.forEach(AddressBlock::parse);
  }

  AddressRules rules() {
    return new AddressRules(allow.stream().map(AddressBlock::parse).toList());
  }
}
