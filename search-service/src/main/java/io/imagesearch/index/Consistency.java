package io.imagesearch.index;

/** What a search must have seen. */
public enum Consistency {
  /** All that this process acknowledged, and all of others' but the last moments. */
  BOUNDED,
  /** All that anybody acknowledged before the search began. */
  STRONG
}
