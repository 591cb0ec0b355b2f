package io.imagesearch.cli;

import io.imagesearch.evaluation.Evaluation;
import io.imagesearch.evaluation.LabelledPicture;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = {
      "Measure how well the service's model tells your pictures apart.",
      "",
      "Each picture is embedded by the service and searched here among all others of",
      "FOLDER, exactly; what is found is right where it is of the same class. The",
      "service keeps nothing, and its collection plays no part.",
      "",
      "  precision@1  pictures that find one of their class first",
      "  recall@k     pictures that find at least one of their class among the",
      "               first k (Recall@k of metric learning: Song et al., 2016)",
      "  mAP          mean of average precision over the whole ranking",
      "  mAP@R        the same over the first R, as many as there are to be found",
      "               (Musgrave et al., 2020)",
      "",
      "Of equal scores, other classes come first. Ends with 1 where a file was",
      "skipped."
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Each is compared with each: minutes, and 100 MB of embeddings with the bundled model. */
  private static final int MOST_PICTURES = 20_000;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      description = "The folder, with a subfolder of pictures for each class.")
  private Path folder = Path.of("");

  @Option(
      names = {"-k", "--k"},
      paramLabel = "N",
      split = ",",
      splitSynopsisLabel = ",",
      defaultValue = "1,5,10",
      description = "For recall@k (default: ${DEFAULT-VALUE}).")
  private List<Integer> ks = List.of();

  @Option(names = "--json", description = "Print the figures as JSON, with all classes.")
  private boolean json;

  @Mixin private final SizeLimit limit = new SizeLimit();
  @Mixin private final RunOptions options = new RunOptions();
  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, LocalFileException, InterruptedException {
    check();
    Service service = connection.service(root.environment());
    ServedModel model = ServedModel.of(service);
    ClassFolder classes = ClassFolder.of(folder);
    check(classes);
    Stop stop = new Stop();
    PictureEmbedding embedding = new PictureEmbedding(service.with(options.patient(stop)), limit);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Tally.Counts counts =
        new ShownRun(root.screen(), json ? err : out, err, options)
            .run(
                classes.items(embedding),
                classes.total(),
                classes.ended(),
                stop,
                (ended, to) -> tellSkipped(classes, ended, to));
    if (counts.done() < classes.total()) {
      return ExitCode.INCOMPLETE; // it was told to end, and figures of some would mislead
    }
    if (!ServedModel.of(service).equals(model)) {
      err.println("error: The service went over to another model meanwhile: run it again.");
      return ExitCode.FAILED;
    }
    return print(model, embedding.embedded(), counts);
  }

  private int print(ServedModel model, List<LabelledPicture> pictures, Tally.Counts counts)
      throws InterruptedException {
    Evaluation evaluation = evaluate(pictures);
    PrintWriter out = spec.commandLine().getOut();
    if (evaluation.queries() == 0) {
      spec.commandLine().getErr().println("No class has two pictures: there is nothing to find.");
      return ExitCode.INCOMPLETE;
    }
    if (json) {
      out.println(new EvaluationJson(model, counts.skipped()).of(evaluation));
    } else {
      new EvaluationTable(root.screen(), model).print(evaluation, out);
    }
    out.flush();
    return counts.skipped() == 0 ? ExitCode.FINE : ExitCode.INCOMPLETE;
  }

  /** Of many pictures it takes minutes, which are to be seen. */
  private Evaluation evaluate(List<LabelledPicture> pictures) throws InterruptedException {
    Tally told = new Tally();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = Progress.start(root.screen(), err, pictures.size(), told::counts);
    try {
      return Evaluation.of(
          pictures,
          new TreeSet<>(ks),
          each -> told.add(new Outcome.Embedded(each.name(), each.id())));
    } finally {
      progress.end();
    }
  }

  private void tellSkipped(ClassFolder classes, Tally.Counts counts, PrintWriter to) {
    SkippedFiles.printLinks(classes.found().links(), to);
    if (counts.skipped() > 0) {
      new SkippedFiles(root.screen()).print(counts, to);
      to.println();
    }
  }

  private void check() {
    Optional<Integer> wrong = ks.stream().filter(k -> k < 1).findFirst();
    if (wrong.isPresent()) {
      throw wrong("-k: " + wrong.get() + " is less than 1");
    }
    if (!Files.isDirectory(folder)) {
      throw wrong("'" + folder + "' is no folder");
    }
    limit.check(spec);
    options.check(spec);
  }

  private void check(ClassFolder classes) {
    if (classes.classes() < 2) {
      throw wrong(
          "'" + folder + "' needs a subfolder with pictures for each of two classes or more");
    }
    if (classes.labels().size() > MOST_PICTURES) {
      throw wrong(
          String.format(
              Locale.ROOT,
              "'%s' has %,d files in its subfolders; at most %,d are compared, each with each:"
                  + " take some of each class",
              folder,
              classes.labels().size(),
              MOST_PICTURES));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
