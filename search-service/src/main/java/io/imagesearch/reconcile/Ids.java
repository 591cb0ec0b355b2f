package io.imagesearch.reconcile;

import io.imagesearch.image.ImageId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A listing in the order of ids, of which one page is in memory. */
final class Ids {
  private final Function<Optional<ImageId>, List<ImageId>> pages;
  private final Deque<ImageId> page = new ArrayDeque<>();
  private Optional<ImageId> last = Optional.empty();
  private boolean ended;

  /** Of pages that each begin after an id. */
  Ids(Function<Optional<ImageId>, List<ImageId>> pages) {
    this.pages = pages;
  }

  /** The next one, which stays the next one. */
  Optional<ImageId> peek() {
    if (page.isEmpty() && !ended) {
      page.addAll(pages.apply(last));
      ended = page.isEmpty();
    }
    return Optional.ofNullable(page.peek());
  }

  void pass() {
    last = Optional.of(page.remove());
  }
}
