package io.imagesearch.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "keys",
    description = {
      "Make, list and revoke the keys of a service.",
      "",
      "They are in a file of the service's, so run this where the service runs, as the",
      "same user. A running service takes up a change within two seconds."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class})
final class KeysCommand implements Callable<Integer> {
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
        spec.commandLine(), "keys needs a command: create, list or revoke");
  }
}
