package io.imagesearch.evaluation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How well a model tells pictures apart: each is searched among all others, exactly, and what is
 * found is right where it is of the same class.
 *
 * @param copies pictures with the same bytes as another
 * @param unasked classes without a second picture: theirs may be found, but can find nothing right
 * @param byChance what the same figures are to be expected to be without any model
 * @param perClass the worst first
 * @param confusions the most frequent first
 */
public record Evaluation(
    int pictures,
    int classes,
    int queries,
    int copies,
    List<String> unasked,
    Figures found,
    Figures byChance,
    List<ClassFigures> perClass,
    List<Confusion> confusions) {

  /**
   * Compares each picture with each, on all cores.
   *
   * @param ks for recall
   * @param compared is told of each, from several threads
   */
  public static Evaluation of(
      List<LabelledPicture> pictures, Collection<Integer> ks, Consumer<LabelledPicture> compared) {
    List<Answer> answers =
        pictures.parallelStream()
            .map(query -> {
              Optional<Answer> answer = Answer.of(query, pictures);
              compared.accept(query);
              return answer;
            })
            .flatMap(Optional::stream)
            .toList();
    TreeSet<String> labels = new TreeSet<>();
    pictures.forEach(each -> labels.add(each.label()));
    Map<String, List<Answer>> byClass =
        answers.stream().collect(groupingBy(each -> each.query().label(), TreeMap::new, toList()));
    return new Evaluation(
        pictures.size(),
        labels.size(),
        answers.size(),
        pictures.size() - (int) pictures.stream().map(LabelledPicture::id).distinct().count(),
        labels.stream().filter(label -> !byClass.containsKey(label)).toList(),
        Figures.mean(answers.stream().map(Answer::ranks).toList(), ks),
        Figures.mean(answers.stream().map(Answer::chance).toList(), ks),
        byClass.entrySet().stream()
            .map(each -> ClassFigures.of(each.getKey(), each.getValue()))
            .sorted(ClassFigures.WORST_FIRST)
            .toList(),
        byClass.values().stream()
            .flatMap(Evaluation::confusions)
            .sorted(Confusion.MOST_FIRST)
            .toList());
  }

  private static Stream<Confusion> confusions(List<Answer> ofClass) {
    return ofClass.stream()
        .filter(each -> !each.isRight())
        .collect(groupingBy(each -> each.first().label()))
        .values()
        .stream()
        .map(wrong -> Confusion.of(wrong, ofClass.size()));
  }
}
