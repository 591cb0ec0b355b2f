package io.imagesearch.picture;

/**
 * Bytes {@code from} to {@code to} (exclusive) of an encoded picture that its decoder gets to see.
 */
record Slice(int from, int to) {

  int length() {
    return to - from;
  }
}
