package io.imagesearch.cli;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run is over: one after the other, so that it may be more than fits into memory. */
interface Items {
  /** The next one; empty at the end. */
  Optional<Item> next() throws LocalFileException;

  static Items of(Stream<? extends Item> all) {
    Iterator<? extends Item> items = all.iterator();
    return () -> items.hasNext() ? Optional.of(items.next()) : Optional.empty();
  }
}
