package io.imagesearch.cli;

import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

@Command(
    name = "image-search",
    description = "Search by picture. Without a command it starts the service.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      IngestCommand.class,
      SearchCommand.class,
      DeleteCommand.class,
      StatusCommand.class,
      ReconcileCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ReindexCommand.class,
      EvaluateCommand.class,
      PlanCommand.class,
      KeysCommand.class,
      ModelCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    abbreviateSynopsis = true)
final class ImageSearchCommand {
  static final Set<String> CLIENT_COMMANDS =
      Set.of(
          "ingest",
          "search",
          "delete",
          "status",
          "reconcile",
          "export",
          "import",
          "reindex",
          "evaluate",
          "plan",
          "keys",
          "model");

  private static final String[] ROOT_FOOTER = {
    "",
    "Environment:",
    "  IMAGE_SEARCH_URL       Address of the service, where --url is not given.",
    "  IMAGE_SEARCH_API_KEY   Key that requests carry. It is never an argument, so",
    "                           that no process list shows it.",
    "  IMAGE_SEARCH_DATA      The service's data folder, which has its keys.",
    "",
    "Exit codes:",
    "   0   Fine.",
    "   1   Incomplete: some files were not taken, nothing was found, store and",
    "         index differ, or the collection was not moved.",
    "   2   The command line is wrong, or a file that it names can't be used.",
    "   3   The service can't be reached.",
    "   4   The service refused the request.",
    "   5   The service failed.",
    "  70   A mistake in this program; --verbose shows where.",
  };

  private final Map<String, String> environment;
  private final Screen screen;

  private ImageSearchCommand(Map<String, String> environment, Screen screen) {
    this.environment = environment;
    this.screen = screen;
  }

  static CommandLine commandLine(Map<String, String> environment, Screen screen) {
    CommandLine line = new CommandLine(new ImageSearchCommand(environment, screen));
    Failures failures = new Failures();
    line.getCommandSpec().usageMessage().footer(ROOT_FOOTER);
    return line.setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setExpandAtFiles(false)
        .setUsageHelpWidth(80);
  }

  Map<String, String> environment() {
    return environment;
  }

  Screen screen() {
    return screen;
  }
}
