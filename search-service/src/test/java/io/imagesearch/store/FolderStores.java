package io.imagesearch.store;

import java.nio.file.Path;

/** Opens folders for the tests of other packages. */
public final class FolderStores {
  private FolderStores() {}

  public static ImageStore open(Path folder) {
    return new FolderImageStore(folder);
  }
}
