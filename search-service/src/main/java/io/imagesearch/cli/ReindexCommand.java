package io.imagesearch.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "reindex",
    description = {
      "Move the collection to another model, while it is searched.",
      "",
      "What was served until then is kept for a rollback, until it is dropped.",
      "Each command needs a key of role admin."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReindexStartCommand.class,
      ReindexStatusCommand.class,
      ReindexCancelCommand.class,
      ReindexRollbackCommand.class,
      ReindexDropCommand.class
    })
final class ReindexCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  Map<String, String> environment() {
    return root.environment();
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "reindex needs a command: start, status, cancel, rollback or drop");
  }
}
