package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "delete",
    description = {"Remove pictures by their ids.", "", "Ends with 1 where one is not there."})
final class DeleteCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "Ids, or their first 8 or more digits where only one picture has these.")
  private List<String> ids = List.of();

  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, InterruptedException {
    for (String id : ids) {
      if (!PictureId.isOne(id)) {
        throw PictureId.invalid(spec, id);
      }
    }
    Service service = connection.service(root.environment());
    PrintWriter out = spec.commandLine().getOut();
    int code = ExitCode.FINE;
    for (String id : ids) {
      try {
        String whole = PictureId.complete(service, id);
        service.delete("images/" + whole);
        out.println("deleted " + whole);
      } catch (Refused e) {
        if (!e.problem().type().equals(PictureId.UNKNOWN)) {
          throw e;
        }
        spec.commandLine().getErr().println("error: " + e.getMessage());
        code = ExitCode.INCOMPLETE;
      } finally {
        out.flush();
      }
    }
    return code;
  }
}
