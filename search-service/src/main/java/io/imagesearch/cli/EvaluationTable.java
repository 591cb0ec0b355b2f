package io.imagesearch.cli;

import io.imagesearch.evaluation.ClassFigures;
import io.imagesearch.evaluation.Confusion;
import io.imagesearch.evaluation.Evaluation;
import io.imagesearch.evaluation.Figures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The figures for people: what was measured, how good it is, and where it is worst. */
record EvaluationTable(Screen screen, ServedModel model) {
  private static final int SHOWN = 5;
  private static final int LABEL = 13;

  void print(Evaluation evaluation, PrintWriter out) {
    facts(evaluation, out);
    out.println();
    figures(evaluation.found(), evaluation.byChance(), out);
    out.println();
    worst(evaluation.perClass(), out);
    if (!evaluation.confusions().isEmpty()) {
      out.println();
      confused(evaluation.confusions(), out);
    }
  }

  private void facts(Evaluation evaluation, PrintWriter out) {
    List<String> unasked = evaluation.unasked();
    fact(out, "Model", model.name() + " " + model.version());
    fact(
        out,
        "Pictures",
        count(evaluation.pictures()) + " in " + count(evaluation.classes()) + " classes");
    fact(out, "Queries", count(evaluation.queries()));
    if (!unasked.isEmpty()) {
      String names = String.join(", ", unasked);
      fact(out, "No queries", "of classes with a single picture: " + names);
    }
    if (evaluation.copies() > 0) {
      fact(
          out,
          "Copies",
          count(evaluation.copies()) + " with the bytes of another: these never find each other");
    }
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private void fact(PrintWriter out, String name, String text) {
    String fitted = Printable.fitStart(Printable.of(text), screen.columns() - LABEL);
    out.println(Printable.fitStart(name, LABEL) + fitted.stripTrailing());
  }

  private static void figures(Figures found, Figures byChance, PrintWriter out) {
    out.println(Printable.fitStart("", LABEL) + "found  by chance");
    figure(out, "precision@1", found.precisionAt1(), byChance.precisionAt1());
    found
        .recallAt()
        .forEach((k, share) ->
            figure(out, "recall@" + k, share, byChance.recallAt().getOrDefault(k, 0.0)));
    figure(out, "mAP", found.meanAveragePrecision(), byChance.meanAveragePrecision());
    figure(out, "mAP@R", found.meanAveragePrecisionAtR(), byChance.meanAveragePrecisionAtR());
  }

  private static void figure(PrintWriter out, String name, double found, double byChance) {
    out.println(
        Printable.fitStart(name, LABEL)
            + String.format(Locale.ROOT, "%.3f      %.3f", found, byChance));
  }

  private void worst(List<ClassFigures> classes, PrintWriter out) {
    List<ClassFigures> shown = classes.subList(0, Math.min(SHOWN, classes.size()));
    int name = width("worst classes", shown.stream().map(ClassFigures::label).toList());
    out.println(Printable.fitStart("worst classes", name) + "  queries  precision@1    mAP");
    for (ClassFigures each : shown) {
      out.println(
          Printable.fitStart(Printable.of(each.label()), name)
              + String.format(
                  Locale.ROOT,
                  "%,9d        %.3f  %.3f",
                  each.queries(),
                  each.precisionAt1(),
                  each.meanAveragePrecision()));
    }
  }

  private void confused(List<Confusion> confusions, PrintWriter out) {
    List<Confusion> shown = confusions.subList(0, Math.min(SHOWN, confusions.size()));
    int name = width("most confused", shown.stream().map(Confusion::label).toList());
    int found = width("find first", shown.stream().map(Confusion::foundLabel).toList());
    out.println(row("most confused", name, "find first", found, "how many", "such as"));
    for (Confusion each : shown) {
      String times = String.format(Locale.ROOT, "%,d of %,d", each.times(), each.queries());
      String example = shortName(each.query()) + ", finds " + shortName(each.found());
      out.println(row(each.label(), name, each.foundLabel(), found, times, example));
    }
  }

  private String row(
      String name, int nameWidth, String found, int foundWidth, String times, String example) {
    String start =
        Printable.fitStart(Printable.of(name), nameWidth)
            + "  "
            + Printable.fitStart(Printable.of(found), foundWidth)
            + "  "
            + Printable.fitStart(times, 12)
            + "  ";
    int room = screen.columns() - Printable.columns(start);
    return start + Printable.fitStart(Printable.of(example), room).stripTrailing();
  }

  /** Below its class's folder, which stands beside it. */
  private static String shortName(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  private int width(String heading, List<String> labels) {
    int widest = labels.stream().map(Printable::of).mapToInt(Printable::columns).max().orElse(0);
    return Math.min(Math.max(heading.length(), widest), screen.columns() / 4);
  }
}
