package io.imagesearch.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
    Stop stop = new Stop();
    FileUpload upload =
        new FileUpload(
            service.with(options.run.patient(stop)),
            options.uploader,
            options.attributes.values(),
            options.folderAttribute,
            options.limit);
    Items items = Items.of(found.files().stream().map(file -> upload.of(found.nameOf(file), file)));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int total = found.files().size() + found.unreadable().size();
    return new ShownRun(root.screen(), out, err, options.run)
        .run(items, total, found.unreadable(), found.links(), stop);
  }

  private void check() {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "'" + folder + "' is no folder");
    }
    options.limit.check(spec);
    options.run.check(spec);
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
}
