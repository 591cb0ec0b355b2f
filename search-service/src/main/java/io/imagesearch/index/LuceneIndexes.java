package io.imagesearch.index;

import io.imagesearch.model.ModelIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for each model. */
record LuceneIndexes(Path folder, HnswParameters parameters) implements VectorIndexes {

  @Override
  public VectorIndex open(ModelIdentity model) {
    int dimension = model.dimension();
    return new LuceneVectorIndex(folderOf(model.fingerprint(), dimension), dimension, parameters);
  }

  @Override
  public void serve(String fingerprint, int dimension) {
    // Nobody else looks into the folders.
  }

  /** Under another name first, or half of an index could be opened after a crash. */
  @Override
  public void drop(String fingerprint, int dimension) {
    Path index = folderOf(fingerprint, dimension);
    Path dropped = folder.resolve(index.getFileName() + ".dropped");
    try {
      remove(dropped);
      if (Files.isDirectory(index)) {
        Files.move(index, dropped, StandardCopyOption.ATOMIC_MOVE);
        remove(dropped);
      }
    } catch (IOException e) {
      throw new IndexException(
          "The index folder " + index + " can't be removed: " + IndexFolder.reason(e), e);
    }
  }

  private Path folderOf(String fingerprint, int dimension) {
    return folder.resolve(fingerprint + "-" + dimension);
  }

  private static void remove(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(tree)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
