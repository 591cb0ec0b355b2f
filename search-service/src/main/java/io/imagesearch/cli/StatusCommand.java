package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = {
      "Say how the service is.",
      "",
      "Ends with 5 where it is down, with 3 where it is not there."
    })
final class StatusCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--json", description = "Print the service's answer as it is.")
  private boolean json;

  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, InterruptedException {
    Service service = connection.service(root.environment());
    Answer health = service.health();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(health.text());
    } else {
      print(out, service, health.json());
    }
    out.flush();
    return health.status() == 200 ? ExitCode.FINE : ExitCode.FAILED;
  }

  private static void print(PrintWriter out, Service service, Json health) {
    line(out, "Service", text(health, "status") + " at " + service.base());
    line(out, "Version", text(health, "version"));
    if (health.at("model").isObject()) {
      printWhole(out, health);
    } else {
      line(out, "Access", "needs a key: set " + ApiKey.VARIABLE + " to see more");
    }
  }

  private static void printWhole(PrintWriter out, Json health) {
    Json model = health.at("model");
    Json index = health.at("index");
    line(
        out,
        "Model",
        "%s %s, %s dimensions"
            .formatted(text(model, "model"), text(model, "version"), text(model, "dimension")));
    line(
        out,
        "Runs on",
        "%s, %s, %s"
            .formatted(text(model, "device"), text(model, "precision"), text(model, "engine")));
    line(
        out,
        "Embedding",
        "%s workers alive, %s pictures waiting"
            .formatted(text(model, "workersAlive"), text(model, "queueDepth")));
    line(
        out,
        "Index",
        String.format(
            Locale.ROOT,
            "%s, %,d pictures",
            text(index, "kind"),
            (long) index.at("images").number()));
    line(out, "Store", text(health.at("store"), "kind"));
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println(Printable.fitStart(name, 11) + Printable.of(value));
  }

  private static String text(Json node, String field) {
    return node.at(field).text("?");
  }
}
