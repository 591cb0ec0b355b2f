package io.imagesearch.ingest;

import io.imagesearch.image.ImageId;

/** How one file of a job ended. */
sealed interface ItemOutcome {
  /** The file's path inside the folder or archive. */
  String item();

  record Added(String item, ImageId id) implements ItemOutcome {}

  record Existed(String item, ImageId id) implements ItemOutcome {}

  /**
   * It was not taken.
   *
   * @param type slug of the problem
   * @param detail what is wrong with this file
   */
  record Failed(String item, String type, String detail) implements ItemOutcome {}
}
