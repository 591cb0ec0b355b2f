package io.imagesearch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "drop",
    description = {
      "Remove the index of the model that is not searched by.",
      "",
      "After that there is nothing to roll back to."
    })
final class ReindexDropCommand implements Callable<Integer> {
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
    return calls.ask(connection.service(reindex.environment()), "POST", id, "/drop");
  }
}
