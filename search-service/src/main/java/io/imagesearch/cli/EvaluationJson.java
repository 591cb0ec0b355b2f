package io.imagesearch.cli;

import io.imagesearch.evaluation.ClassFigures;
import io.imagesearch.evaluation.Confusion;
import io.imagesearch.evaluation.Evaluation;
import io.imagesearch.evaluation.Figures;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures for programs: with all classes and all that are confused. */
record EvaluationJson(ServedModel model, int skipped) {

  Json of(Evaluation evaluation) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", modelFields());
    all.put("pictures", evaluation.pictures());
    all.put("classes", evaluation.classes());
    all.put("queries", evaluation.queries());
    all.put("skipped", skipped);
    all.put("copies", evaluation.copies());
    all.put("unaskedClasses", evaluation.unasked());
    all.put("found", fields(evaluation.found()));
    all.put("byChance", fields(evaluation.byChance()));
    all.put("perClass", evaluation.perClass().stream().map(EvaluationJson::fields).toList());
    all.put("confusions", evaluation.confusions().stream().map(EvaluationJson::fields).toList());
    return new Json(all);
  }

  private Map<String, Object> modelFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", model.name());
    fields.put("version", model.version());
    fields.put("fingerprint", model.fingerprint());
    fields.put("dimension", model.dimension());
    return fields;
  }

  private static Map<String, Object> fields(Figures figures) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("precisionAt1", figures.precisionAt1());
    fields.put("recallAt", figures.recallAt());
    fields.put("map", figures.meanAveragePrecision());
    fields.put("mapAtR", figures.meanAveragePrecisionAtR());
    return fields;
  }

  private static Map<String, Object> fields(ClassFigures figures) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("class", figures.label());
    fields.put("queries", figures.queries());
    fields.put("precisionAt1", figures.precisionAt1());
    fields.put("map", figures.meanAveragePrecision());
    return fields;
  }

  private static Map<String, Object> fields(Confusion confusion) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("class", confusion.label());
    fields.put("foundClass", confusion.foundLabel());
    fields.put("times", confusion.times());
    fields.put("queries", confusion.queries());
    fields.put("query", confusion.query());
    fields.put("found", confusion.found());
    return fields;
  }
}
