package io.imagesearch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "rollback",
    description = {
      "Search by the model before again.",
      "",
      "What was added since is there, too: it went to both."
    })
final class ReindexRollbackCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ReindexCommand reindex;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The move's id (default: the newest one's).")
  private Optional<String> id = Optional.empty();

  @Mixin private final ReindexCalls calls = new ReindexCalls();

  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, InterruptedException {
    return calls.ask(connection.service(reindex.environment()), "POST", id, "/rollback");
  }
}
