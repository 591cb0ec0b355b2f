package io.imagesearch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A folder with a subfolder for each class, to which all files below that one belong.
 *
 * @param labels of the files, by their names
 * @param ended what is of no class, and folders that can't be listed
 */
record ClassFolder(LocalFiles found, SequencedMap<Path, String> labels, List<Outcome> ended) {

  static ClassFolder of(Path folder) throws LocalFileException {
    LocalFiles found = LocalFiles.below(folder);
    SequencedMap<Path, String> labels = new LinkedHashMap<>();
    List<Outcome> ended = new ArrayList<>(found.unreadable());
    for (Path file : found.files()) {
      String name = found.nameOf(file);
      int slash = name.indexOf('/');
      if (slash < 0) {
        ended.add(new Outcome.Skipped(name, Problem.local("no-class", "it is in no subfolder")));
      } else {
        labels.put(file, name.substring(0, slash));
      }
    }
    return new ClassFolder(found, labels, ended);
  }

  long classes() {
    return labels.values().stream().distinct().count();
  }

  int total() {
    return labels.size() + ended.size();
  }

  Items items(PictureEmbedding embedding) {
    return Items.of(
        labels.entrySet().stream()
            .map(
                each -> embedding.of(found.nameOf(each.getKey()), each.getValue(), each.getKey())));
  }
}
