package io.imagesearch.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import java.util.List;

/**
 * What a search answers, best first.
 *
 * @param embedMilliseconds decoding and embedding the query's pictures
 * @param searchMilliseconds looking up the neighbours
 */
record SearchAnswer(List<Result> results, long embedMilliseconds, long searchMilliseconds) {

  /**
   * A picture found.
   *
   * @param score cosine similarity, −1 to 1; compare within one answer, not between queries
   */
  record Result(
      @JsonProperty(required = true) ImageId id,
      float score,
      String fileName,
      Uploader uploader,
      Attributes attributes,
      int width,
      int height) {}
}
