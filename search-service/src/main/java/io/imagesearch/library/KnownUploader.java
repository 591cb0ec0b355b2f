package io.imagesearch.library;

import io.imagesearch.image.Uploader;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;

/** An empty answer for a misspelt uploader would look like "nothing similar": say it instead. */
public final class KnownUploader {
  private KnownUploader() {}

  /** Refuses an uploader of whom there is no picture at all. */
  public static void check(VectorIndex index, Uploader uploader) {
    if (index.count(ImageFilter.of(uploader)) == 0) {
      throw new ProblemException(
          ProblemType.UNKNOWN_UPLOADER, "There is no picture of uploader " + uploader + ".");
    }
  }
}
