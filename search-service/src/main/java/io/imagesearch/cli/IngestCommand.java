package io.imagesearch.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "ingest",
    description = {
      "Upload a folder of pictures.",
      "",
      "Hidden files and symbolic links are left out. What the service has already is",
      "not sent again: to resume a run that was stopped, run it again. Ends with 1",
      "where a file was skipped."
    })
final class IngestCommand implements Callable<Integer> {
  /** Longer attributes do not fit the address of a request. */
  private static final int LONGEST_PROBE = 2000;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The folder, with all folders below it.")
  private Path folder = Path.of("");

  @Mixin private final IngestOptions options = new IngestOptions();
  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, LocalFileException, InterruptedException {
    check();
    Service service = connection.service(root.environment());
    probe(service);
    LocalFiles found = LocalFiles.below(folder);
    if (found.files().isEmpty() && found.unreadable().isEmpty()) {
      spec.commandLine().getErr().println("There are no files in " + folder);
      return ExitCode.INCOMPLETE;
    }
    Optional<ReportFile> report = Optional.empty();
    if (options.report.isPresent()) {
      report = Optional.of(ReportFile.create(options.report.get()));
    }
    Tally tally = new Tally();
    try {
      run(service, found, tally, report);
    } finally {
      if (report.isPresent()) {
        report.get().close();
      }
    }
    return tally.counts().skipped() == 0 ? ExitCode.FINE : ExitCode.INCOMPLETE;
  }

  private void run(Service service, LocalFiles found, Tally tally, Optional<ReportFile> report)
      throws ServiceException, InterruptedException {
    Stop stop = new Stop();
    Retry patient = Retry.patient(Duration.ofSeconds(options.patience), stop);
    FileUpload upload =
        new FileUpload(
            service.with(patient),
            options.uploader,
            options.attributes.values(),
            options.folderAttribute,
            options.maxBytes);
    Consumer<Outcome> told =
        outcome -> {
          tally.add(outcome);
          report.ifPresent(file -> file.accept(outcome));
        };
    IngestRun run = new IngestRun(upload, stop, told);
    int total = found.files().size() + found.unreadable().size();
    PrintWriter out = spec.commandLine().getOut();
    try (CtrlC _ = CtrlC.ends(stop, run)) {
      Progress progress =
          Progress.start(root.screen(), spec.commandLine().getErr(), total, tally::counts);
      try {
        run.run(found, options.parallel);
      } finally {
        progress.end();
        new IngestSummary(root.screen(), total, found.links()).print(tally.counts(), out);
        out.flush();
      }
    }
  }

  private void check() {
    if (!Files.isDirectory(folder)) {
      throw wrong("'" + folder + "' is no folder");
    }
    if (options.parallel < 1 || options.parallel > 256) {
      throw wrong("--parallel: " + options.parallel + " is outside 1 to 256");
    }
    if (options.patience < 0 || options.maxBytes < 1) {
      throw wrong("--patience and --max-bytes are not negative");
    }
  }

  /** Asks for one picture with the same values, so that what is wrong with them is told once. */
  private void probe(Service service) throws ServiceException, InterruptedException {
    Map<String, Object> attributes = options.attributes.values();
    options.folderAttribute.ifPresent(key -> attributes.put(key, ""));
    String json = new Json(attributes).toString();
    Map<String, String> query = new LinkedHashMap<>(Map.of("limit", "1"));
    options.uploader.ifPresent(value -> query.put("uploader", value));
    if (json.length() <= LONGEST_PROBE) {
      query.put("attributes", json);
    }
    try {
      service.get("images", query);
    } catch (Refused e) {
      if (!e.problem().type().equals("unknown-uploader")) {
        throw e;
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
