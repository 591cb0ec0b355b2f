package io.imagesearch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Only its help: {@link Invocation} has sent everything that can be served to the server. */
@Command(
    name = "serve",
    customSynopsis = "image-search [serve] [--NAME=VALUE]...",
    description = {
      "Start the service; the same as without a command.",
      "",
      "It listens on this machine's port 8080. Properties change that, for example:",
      "  --server.port=9090             another port",
      "  --server.address=0.0.0.0       also from other machines",
      "  --image-search.data=/srv/data  where pictures, index and jobs are kept"
    })
final class ServeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    String stray = arguments.stream().filter(each -> !each.startsWith("--")).findFirst().orElse("");
    throw new ParameterException(
        spec.commandLine(), "'" + stray + "' is no property: write --NAME=VALUE");
  }
}
