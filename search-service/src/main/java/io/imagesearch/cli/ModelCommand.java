package io.imagesearch.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    description = "Fetch a model for the service.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ModelFetchCommand.class)
final class ModelCommand implements Callable<Integer> {
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
    throw new ParameterException(spec.commandLine(), "model needs a command: fetch");
  }
}
