package io.imagesearch.cli;

import java.net.URI;
import java.util.Map;

/** A command of the client against a service, for tests outside of this package. */
public record CommandLineRun(int code, String out, String err) {

  public static CommandLineRun of(URI service, String... arguments) {
    Cli end = Cli.run(Map.of("IMAGE_SEARCH_URL", service.toString()), Cli.SCREEN, arguments);
    return new CommandLineRun(end.code(), end.out().replace("\r\n", "\n"), end.err());
  }
}
