package io.imagesearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Bring what was exported into a service.",
      "",
      "Pictures that the service has already stay as they are there: to resume a run",
      "that was stopped, run it again. Where the service has another model, each",
      "picture is embedded anew. Ends with 1 where a picture was not taken. Needs a",
      "key of role admin."
    })
final class ImportCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The folder that 'export' wrote.")
  private Path folder = Path.of("");

  @Mixin private final RunOptions options = new RunOptions();
  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, LocalFileException, InterruptedException {
    options.check(spec);
    Service service = connection.service(root.environment());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    TransferFolder source = new TransferFolder(folder.toAbsolutePath());
    TransferManifest manifest = TransferManifest.read(source.manifest());
    verify(source, manifest);
    String model = service.health().json().at("model").at("fingerprint").text("");
    if (!model.isEmpty() && !model.equals(manifest.fingerprint())) {
      err.println("The service has another model: each picture is embedded anew.");
    }
    Stop stop = new Stop();
    Service patient = service.with(options.patient(stop));
    String fingerprint = manifest.fingerprint();
    try (ExportedPictures pictures =
        ExportedPictures.open(
            source, line -> new OriginalImport(patient, source, fingerprint, line))) {
      return new ShownRun(root.screen(), out, err, options)
          .run(pictures, Math.toIntExact(manifest.count()), List.of(), 0, stop);
    }
  }

  /** Details have no digest of their own as pictures have. */
  private static void verify(TransferFolder source, TransferManifest manifest)
      throws LocalFileException {
    Path list = source.lines();
    try {
      if (!FileDigest.of(list).equals(manifest.sha256())) {
        throw new IOException("it was changed or cut since the export; export again");
      }
    } catch (IOException e) {
      throw new LocalFileException(list, e);
    }
  }
}
