package io.imagesearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "search",
    description = {
      "Find the pictures that look like one.",
      "",
      "The best first. Ends with 1 where none is found."
    })
final class SearchCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE|ID",
      description = "A picture's file, or a stored picture's id or its first 8 or more digits.")
  private String query = "";

  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--offset",
      paramLabel = "N",
      description = "Pass over the best N, to see those after them.")
  private Optional<Integer> offset = Optional.empty();

  @Option(
      names = "--min-score",
      paramLabel = "SCORE",
      description = "Only results of at least this similarity, -1 to 1.")
  private Optional<Float> minScore = Optional.empty();

  @Option(
      names = "--crop",
      paramLabel = "X,Y,W,H",
      description = "Search by this part of the picture: left, top, width and height, 0 to 1.")
  private Optional<String> crop = Optional.empty();

  @Option(
      names = "--uploader",
      paramLabel = "NAME",
      description = "Only pictures of this uploader.")
  private Optional<String> uploader = Optional.empty();

  @Mixin private final AttributeOptions attributes = new AttributeOptions();

  @Option(names = "--json", description = "Print the service's answer as it is.")
  private boolean json;

  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, LocalFileException, InterruptedException {
    Service service = connection.service(root.environment());
    Answer answer = service.post("search", form(service));
    Json results = answer.json().at("results");
    boolean none = results.elements().isEmpty();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer.text());
    } else if (none) {
      spec.commandLine().getErr().println("Nothing was found.");
    } else {
      new SearchTable(root.screen(), offset.orElse(0)).print(results, out);
    }
    out.flush();
    return none ? ExitCode.INCOMPLETE : ExitCode.FINE;
  }

  private MultipartForm form(Service service)
      throws ServiceException, LocalFileException, InterruptedException {
    MultipartForm form = new MultipartForm();
    Path file = Path.of(query);
    if (Files.exists(file) || !PictureId.isOne(query)) {
      addFile(form, file);
    } else {
      form.field("positive", PictureId.complete(service, query));
    }
    form.field("k", Integer.toString(k));
    offset.ifPresent(value -> form.field("offset", Integer.toString(value)));
    minScore.ifPresent(value -> form.field("minScore", Float.toString(value)));
    crop.ifPresent(value -> form.field("crop", value));
    uploader.ifPresent(value -> form.field("uploader", value));
    Map<String, Object> filter = attributes.values();
    if (!filter.isEmpty()) {
      form.field("attributes", new Json(filter).toString());
    }
    return form;
  }

  private static void addFile(MultipartForm form, Path file) throws LocalFileException {
    try {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      if (!Files.isRegularFile(file)) {
        throw new IOException("not a file");
      }
      if (!Files.isReadable(file)) {
        throw new IOException("permission denied");
      }
      form.file("file", String.valueOf(file.getFileName()), file);
    } catch (IOException e) {
      throw new LocalFileException(file, e);
    }
  }
}
