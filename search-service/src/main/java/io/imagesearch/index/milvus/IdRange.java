package io.imagesearch.index.milvus;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some of all ids, by which pictures are listed in order. A server promises no order for the first
 * so many rows, so all of a range are asked for, and the range is as wide as a page is likely to
 * need: ids are digests, and lie evenly.
 *
 * @param after 64 hexadecimal digits, or nothing for the first id of all
 * @param to the last id, 64 hexadecimal digits
 */
record IdRange(String after, String to) {
  private static final BigInteger IDS = BigInteger.TWO.pow(256);
  private static final BigInteger LAST = IDS.subtract(BigInteger.ONE);

  /** More than the even share, so that nearly always the first range is enough. */
  private static final int SPARE = 32;

  /**
   * A page of pictures in the order of ids.
   *
   * @param matching about how many there are altogether
   * @param read all pictures of a range, in any order
   */
  static List<ImageDetails> page(
      Optional<ImageId> after,
      int limit,
      long matching,
      Function<IdRange, List<ImageDetails>> read) {
    return page(after, limit, matching, ImageDetails::id, read);
  }

  /** The same, of whatever has an id. */
  static <T> List<T> page(
      Optional<ImageId> after,
      int limit,
      long matching,
      Function<T, ImageId> idOf,
      Function<IdRange, List<T>> read) {
    List<T> page = new ArrayList<>();
    BigInteger from =
        after.map(id -> new BigInteger(id.value(), 16)).orElse(BigInteger.ONE.negate());
    BigInteger width = IDS;
    if (matching > limit + (long) SPARE) {
      width =
          IDS.multiply(BigInteger.valueOf(limit + limit / 8L + SPARE))
              .divide(BigInteger.valueOf(matching));
    }
    while (page.size() < limit && from.compareTo(LAST) < 0) {
      BigInteger to = from.add(width).min(LAST);
      read.apply(new IdRange(digits(from), digits(to))).stream()
          .sorted(Comparator.comparing(idOf))
          .forEach(page::add);
      from = to;
      width = width.multiply(BigInteger.TWO);
    }
    return List.copyOf(page.subList(0, Math.min(limit, page.size())));
  }

  private static String digits(BigInteger id) {
    return id.signum() < 0 ? "" : "%064x".formatted(id);
  }
}
