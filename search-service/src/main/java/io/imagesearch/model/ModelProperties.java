package io.imagesearch.model;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model.
 *
 * @param location {@code classpath:…} or the path of a folder
 * @param precision that the network computes in
 */
@ConfigurationProperties("image-search.model")
public record ModelProperties(
    @DefaultValue("classpath:models/efficientnet-lite0") String location,
    @DefaultValue("auto") PrecisionChoice precision) {
  public ModelProperties {
    if (location.isBlank()) {
      throw new IllegalArgumentException("image-search.model.location is empty");
    }
  }
}
