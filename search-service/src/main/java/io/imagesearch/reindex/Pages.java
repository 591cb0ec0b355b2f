package io.imagesearch.reindex;

import io.imagesearch.image.ImageId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A listing in the order of ids, of which one page is in memory. */
final class Pages<T> {
  private final Function<Optional<ImageId>, List<T>> pages;
  private final Function<T, ImageId> id;
  private final Deque<T> page = new ArrayDeque<>();
  private Optional<ImageId> last = Optional.empty();
  private boolean ended;

  /** Of pages that each begin after an id. */
  Pages(Function<Optional<ImageId>, List<T>> pages, Function<T, ImageId> id) {
    this.pages = pages;
    this.id = id;
  }

  /** The next one's id. */
  Optional<ImageId> peek() {
    if (page.isEmpty() && !ended) {
      page.addAll(pages.apply(last));
      ended = page.isEmpty();
    }
    return Optional.ofNullable(page.peek()).map(id);
  }

  /** The next one where it has this id, and then goes on. */
  Optional<T> take(ImageId wanted) {
    if (peek().filter(wanted::equals).isEmpty()) {
      return Optional.empty();
    }
    last = Optional.of(wanted);
    return Optional.of(page.remove());
  }
}
