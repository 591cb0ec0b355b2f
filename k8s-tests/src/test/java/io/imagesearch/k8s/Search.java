package io.imagesearch.k8s;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A search, however it ended.
 *
 * @param problem empty when it was answered
 */
record Search(Instant start, Duration took, String problem) {
  /** Searches now, by a picture or, of a picture that is there, by its id. */
  static Search now(ShopApi api, byte[] picture, boolean byPicture) {
    Instant start = Instant.now();
    String problem;
    try {
      ShopApi.Answer answer =
          byPicture ? api.search(picture, 5) : api.searchById(Pictures.id(picture), 5);
      problem = answer.status() == 200 ? "" : answer.status() + " " + answer.body();
    } catch (IOException e) {
      problem = e.toString();
    }
    return new Search(start, Duration.between(start, Instant.now()), problem);
  }

  boolean failed() {
    return !problem.isEmpty();
  }

  Instant end() {
    return start.plus(took);
  }

  static long failed(List<Search> searches) {
    return searches.stream().filter(Search::failed).count();
  }

  /**
   * Milliseconds within which a share of those that were answered were; not a number when none was.
   *
   * @param share from 0 to 1
   */
  static double percentile(List<Search> searches, double share) {
    double[] sorted =
        searches.stream()
            .filter(search -> !search.failed())
            .mapToDouble(search -> search.took().toNanos() / 1e6)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** Longest time without an answered search. */
  static Duration longestGap(List<Search> searches) {
    List<Instant> answered =
        searches.stream().filter(each -> !each.failed()).map(Search::end).sorted().toList();
    Duration longest = Duration.ZERO;
    for (int i = 1; i < answered.size(); i++) {
      Duration gap = Duration.between(answered.get(i - 1), answered.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }
}
