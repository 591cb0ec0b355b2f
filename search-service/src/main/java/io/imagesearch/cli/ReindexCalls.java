package io.imagesearch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands about moves to another model share. */
final class ReindexCalls {
  static final String PATH = "reindex-jobs";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Set<String> ACTIVE = Set.of("running", "rolling-back", "dropping");
  private static final Set<String> WELL = Set.of("completed", "rolled-back", "dropped");

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = "--wait",
      description = {
        "Wait for its end, and tell how far it is. Ends with 1",
        "where it fails or is cancelled."
      })
  private boolean wait;

  /** Asks for something about a job: the one that is named, or the newest. */
  int ask(Service service, String method, Optional<String> named, String action)
      throws ServiceException, InterruptedException {
    String id = named.isPresent() ? named.get() : newest(service);
    if (id.isEmpty()) {
      command.commandLine().getErr().println("error: The collection was never moved.");
      return ExitCode.INCOMPLETE;
    }
    return follow(service, service.call(method, PATH + "/" + id + action, Optional.empty()).json());
  }

  /** Prints how the job is; where that was asked for, until it has ended. */
  int follow(Service service, Json begun) throws ServiceException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    Json job = begun;
    String told = "";
    while (true) {
      String line = line(job);
      if (!line.equals(told)) {
        out.println(line);
        out.flush();
        told = line;
      }
      String state = job.at("state").text("?");
      if (!wait || !ACTIVE.contains(state)) {
        return !wait || isWell(job) ? ExitCode.FINE : ExitCode.INCOMPLETE;
      }
      Thread.sleep(LOOK);
      job = service.get(PATH + "/" + job.at("id").text(""), Map.of()).json();
    }
  }

  /** A rollback that failed leaves a move as it was, completed, and says why. */
  private static boolean isWell(Json job) {
    return WELL.contains(job.at("state").text("?")) && job.at("message").text("").isEmpty();
  }

  static String line(Json job) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %s %s  %s%s  %,d of %,d pictures",
            job.at("id").text("?"),
            job.at("model").at("name").text("?"),
            job.at("model").at("version").text("?"),
            job.at("state").text("?"),
            ACTIVE.contains(job.at("state").text("?")) ? " (" + job.at("step").text("") + ")" : "",
            (long) job.at("done").number(),
            (long) job.at("total").number());
    String more = job.at("rate").number() > 0 ? ", " + job.at("rate").text("") + " a second" : "";
    String why = job.at("message").text("").isEmpty() ? "" : ": " + job.at("message").text("");
    return Printable.of(line + more + why);
  }

  private static String newest(Service service) throws ServiceException, InterruptedException {
    return service.get(PATH, Map.of()).json().at("jobs").elements().stream()
        .findFirst()
        .map(job -> job.at("id").text(""))
        .orElse("");
  }
}
