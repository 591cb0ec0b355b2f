package io.imagesearch.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "reconcile",
    description = {
      "Compare the pictures that are kept with those that are searched.",
      "",
      "Pictures that somebody is changing meanwhile are left alone. Ends with 1",
      "where differences remain. Needs a key of role admin."
    })
final class ReconcileCommand implements Callable<Integer> {
  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  private ImageSearchCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--repair",
      description = {
        "Index pictures that no search finds, and remove from the",
        "index those whose bytes are gone."
      })
  private boolean repair;

  @Option(names = "--json", description = "Print the service's reports as they are.")
  private boolean json;

  @Mixin private final ServiceOptions connection = new ServiceOptions();

  @Override
  public Integer call() throws ServiceException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Answer last =
        connection
            .service(root.environment())
            .lines(
                "reconcile",
                Map.of("repair", Boolean.toString(repair)),
                line -> {
                  if (json) {
                    out.println(line.text());
                    out.flush();
                  }
                });
    Json report = last.json();
    if (!json) {
      print(report, out);
    }
    out.flush();
    if (!report.at("state").text("").equals("completed")) {
      spec.commandLine()
          .getErr()
          .println(
              "error: " + Printable.of(report.at("problem").at("detail").text("it broke off")));
      return ExitCode.FAILED;
    }
    return remaining(report) == 0 ? ExitCode.FINE : ExitCode.INCOMPLETE;
  }

  private static void print(Json report, PrintWriter out) {
    line(out, "Pictures kept", count(report, "pictures"));
    line(out, "Pictures indexed", count(report, "vectors"));
    line(out, "Not indexed", count(report, "withoutVector"));
    line(out, "Not kept", count(report, "withoutPicture"));
    line(out, "Repaired", count(report, "repaired"));
    line(out, "Being changed", count(report, "busy"));
    for (Json difference : report.at("differences").elements()) {
      out.println(
          "%s  %s  %s"
              .formatted(
                  Printable.of(difference.at("id").text("?")),
                  difference.at("kind").text("?").equals("without_vector")
                      ? "not indexed"
                      : "not kept",
                  Printable.of(
                      difference.at("outcome").text("?")
                          + ": "
                          + difference.at("problem").text("")))
              .replaceFirst(": $", ""));
    }
  }

  private static long remaining(Json report) {
    return count(report, "withoutVector")
        + count(report, "withoutPicture")
        - count(report, "repaired")
        + count(report, "busy");
  }

  private static long count(Json report, String field) {
    return (long) report.at(field).number();
  }

  private static void line(PrintWriter out, String name, long count) {
    out.println(Printable.fitStart(name, 17) + String.format(Locale.ROOT, "%,d", count));
  }
}
