package io.imagesearch.search;

import io.imagesearch.image.Attributes;
import io.imagesearch.image.ImageId;
import io.imagesearch.image.Uploader;
import io.imagesearch.index.Consistency;
import io.imagesearch.index.NearestQuery;
import io.imagesearch.picture.CropBox;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import io.imagesearch.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * A search, checked: what to look like, and what counts.
 *
 * @param uploads pictures sent with the request
 * @param positive stored pictures to look like
 * @param negative stored pictures not to look like
 * @param crop the part that matters of the first picture to look like: the first upload, else the
 *     first stored one
 * @param uploader whose pictures count alone
 * @param attributes that all of what counts has
 */
@SuppressWarnings("ArrayRecordComponent") // the list holds arrays; nobody compares requests
record SearchRequest(
    List<byte[]> uploads,
    List<ImageId> positive,
    List<ImageId> negative,
    Optional<CropBox> crop,
    Optional<Uploader> uploader,
    Attributes attributes,
    int k,
    int offset,
    float minScore,
    Consistency consistency) {
  static final int DEFAULT_K = 10;
  private static final int MAX_EXAMPLES = 32;

  SearchRequest {
    Parameter.within("k", k, 1, NearestQuery.MAX_WINDOW);
    Parameter.within("offset", offset, 0, NearestQuery.MAX_WINDOW - k);
    if (!(minScore >= -1 && minScore <= 1)) {
      throw invalid("minScore: " + minScore + " is outside -1 to 1");
    }
    int examples = uploads.size() + positive.size();
    if (examples == 0) {
      throw new ProblemException(
          ProblemType.MISSING_PICTURE, "A search needs a file or the id of a stored picture.");
    }
    if (examples + negative.size() > MAX_EXAMPLES) {
      throw invalid("positive: at most " + MAX_EXAMPLES + " examples in all");
    }
  }

  /** The values as they came, each parsed with the name it came under. */
  static SearchRequest of(
      List<byte[]> uploads,
      List<String> positive,
      List<String> negative,
      Optional<CropBox> crop,
      Optional<String> uploader,
      Attributes attributes,
      int k,
      int offset,
      float minScore,
      String consistency) {
    return new SearchRequest(
        uploads,
        ids(positive),
        ids(negative),
        crop,
        uploader.map(name -> Parameter.parse("uploader", () -> new Uploader(name))),
        attributes,
        k,
        offset,
        minScore,
        switch (consistency) {
          case "bounded" -> Consistency.BOUNDED;
          case "strong" -> Consistency.STRONG;
          default -> throw invalid("consistency: is bounded or strong");
        });
  }

  private static List<ImageId> ids(List<String> texts) {
    return texts.stream()
        .map(text -> ImageId.parse(text).orElseThrow(() -> Problems.unknownImage(text)))
        .toList();
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
  }
}
