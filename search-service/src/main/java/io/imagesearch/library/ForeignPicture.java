package io.imagesearch.library;

import io.imagesearch.image.Uploader;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.ProblemType;
import java.util.function.Predicate;

/** The same bytes are one picture, and it may be of somebody whom the sender must not know of. */
public final class ForeignPicture {
  private ForeignPicture() {}

  /** Refuses to tell that a picture existed where the sender may not read it. */
  public static void check(AddResult result, Predicate<Uploader> mayRead) {
    if (result instanceof AddResult.Existed(var image) && !mayRead.test(image.uploader())) {
      throw new ProblemException(
          ProblemType.PICTURE_OF_ANOTHER_UPLOADER, "Another uploader has these bytes.");
    }
  }
}
