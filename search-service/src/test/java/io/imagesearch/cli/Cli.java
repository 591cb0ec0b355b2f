package io.imagesearch.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** What a command line printed, and the code it ended with. */
record Cli(int code, String out, String err) {
  static final Screen SCREEN = new Screen(100, false, true);

  static Cli run(String... args) {
    return run(Map.of(), SCREEN, args);
  }

  static Cli run(Map<String, String> environment, Screen screen, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = ImageSearchCommand.commandLine(environment, screen);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return new Cli(line.execute(args), out.toString(), err.toString());
  }
}
