package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Say which models there are, and how far a move between them is.")
final class ReindexStatusCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ReindexCommand reindex;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--json", description = "Print the service's answer as it is.")
  private boolean json;

  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, InterruptedException {
    Service service = connection.service(reindex.environment());
    Answer answer = service.get(ReindexCalls.PATH, Map.of());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer.text());
    } else {
      Json state = answer.json();
      out.println("serving   " + label(state.at("serving")));
      if (state.at("second").isObject()) {
        out.println(
            Printable.fitStart(state.at("secondPhase").text("?"), 10) + label(state.at("second")));
      }
      state.at("jobs").elements().forEach(job -> out.println(ReindexCalls.line(job)));
    }
    out.flush();
    return ExitCode.FINE;
  }

  private static String label(Json model) {
    return Printable.of(
        "%s %s, %s dimensions, %s, from %s"
            .formatted(
                model.at("name").text("?"),
                model.at("version").text("?"),
                model.at("dimension").text("?"),
                model.at("fingerprint").text("?"),
                model.at("location").text("?")));
  }
}
