package io.imagesearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = {
      "Write a service's pictures, and all about them, into a folder.",
      "",
      "What is in the folder already and has the right bytes is not fetched again:",
      "to resume a run that was stopped, run it again. Ends with 1 where a picture",
      "could not be written. Needs a key of role admin."
    })
final class ExportCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The folder; it is made where there is none.")
  private Path folder = Path.of("");

  @Mixin private final RunOptions options = new RunOptions();
  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, LocalFileException, InterruptedException {
    options.check(spec);
    Service service = connection.service(root.environment());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    // Before anything is written, for a wrong key; and how many there are, for the progress.
    Json first = service.get("images", Map.of("limit", "1")).json();
    TransferFolder target = new TransferFolder(folder.toAbsolutePath());
    create(folder);
    Stop stop = new Stop();
    Retry patient = options.patient(stop);
    Tally told = new Tally();
    ExportListing listing =
        new ExportListing(service, patient, target, id -> told.add(new Outcome.Added(id, id)));
    int expected = (int) first.at("count").number();
    TransferManifest manifest;
    Progress progress = Progress.start(root.screen(), err, expected, told::counts);
    try {
      manifest = listing.write();
    } finally {
      progress.end();
    }
    Service patiently = service.with(patient);
    try (ExportedPictures pictures =
        ExportedPictures.open(target, line -> OriginalExport.of(patiently, target, line))) {
      return new ShownRun(root.screen(), out, err, options)
          .run(pictures, Math.toIntExact(manifest.count()), List.of(), 0, stop);
    }
  }

  private static void create(Path folder) throws LocalFileException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LocalFileException(folder, e);
    }
  }
}
