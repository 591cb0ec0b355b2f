package io.imagesearch.picture;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the picture pipeline.
 *
 * @param maxBytes largest encoded picture
 * @param maxPixels most pixels by the header
 * @param minSide shortest allowed side, pixels
 * @param decodeSlots pictures decoded at once; 0 for one per processor
 */
@ConfigurationProperties("image-search.picture")
record PictureProperties(
    @DefaultValue("33554432") long maxBytes,
    @DefaultValue("64000000") long maxPixels,
    @DefaultValue("8") int minSide,
    @DefaultValue("0") int decodeSlots) {

  PictureProperties {
    if (maxBytes < 1 || maxBytes >= Integer.MAX_VALUE || maxPixels < 1 || minSide < 1) {
      throw new IllegalArgumentException(
          "image-search.picture: limits are positive, and max-bytes is below 2 GiB");
    }
  }

  PictureLimits limits() {
    return new PictureLimits(maxBytes, maxPixels, minSide);
  }

  int slots() {
    return decodeSlots > 0 ? decodeSlots : Runtime.getRuntime().availableProcessors();
  }
}
