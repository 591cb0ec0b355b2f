package io.imagesearch.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the process was started for: to serve, or to run a command of the client. */
public sealed interface Invocation {

  /** Start the service with these properties, each {@code --name=value}. */
  record Serve(List<String> properties) implements Invocation {}

  /** Run this command line. */
  record Client(List<String> arguments) implements Invocation {

    /** Runs it to its end and answers the exit code. */
    public int run() {
      return ImageSearchCommand.commandLine(System.getenv(), Screen.of(System.getenv()))
          .execute(arguments.toArray(String[]::new));
    }
  }

  /** Without a command it is to serve; what starts with {@code --} is a property then. */
  static Invocation of(String... args) {
    List<String> arguments = List.of(args);
    if (!arguments.isEmpty() && arguments.getFirst().equals("serve")) {
      List<String> properties = arguments.subList(1, arguments.size());
      return areProperties(properties) ? new Serve(properties) : new Client(arguments);
    }
    if (areProperties(arguments)) {
      return new Serve(arguments);
    }
    boolean propertiesFirst =
        arguments.getFirst().startsWith("--")
            && !isHelp(arguments.getFirst())
            && arguments.stream().noneMatch(ImageSearchCommand.CLIENT_COMMANDS::contains);
    // Then something among the properties is none, which is for serve to explain.
    return propertiesFirst
        ? new Client(Stream.concat(Stream.of("serve"), Arrays.stream(args)).toList())
        : new Client(arguments);
  }

  private static boolean areProperties(List<String> arguments) {
    return arguments.stream().allMatch(each -> each.startsWith("--") && !isHelp(each));
  }

  private static boolean isHelp(String argument) {
    return Set.of("--help", "--version").contains(argument);
  }
}
