package io.imagesearch.cli;

import io.imagesearch.access.AccessException;
import io.imagesearch.artifact.ArtifactException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and ends with the exit code for it. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    boolean isRoot = line.getParent() == null;
    err.println("error: " + Printable.of(messageOf(e, isRoot)));
    if (isRoot) {
      err.println();
      line.usage(err);
    } else {
      err.println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (isVerbose(parsed)) {
      e.printStackTrace(err);
    }
    int code =
        switch (e) {
          case ServiceException failure -> {
            err.println("error: " + Printable.of(String.valueOf(failure.getMessage())));
            yield failure.exitCode();
          }
          case AccessException failure -> {
            err.println("error: " + Printable.of(String.valueOf(failure.getMessage())));
            yield ExitCode.USAGE;
          }
          case ArtifactException failure -> {
            err.println("error: " + Printable.of(String.valueOf(failure.getMessage())));
            yield ModelFetchCommand.exitCode(failure.reason());
          }
          case LocalFileException failure -> {
            err.println("error: " + Printable.of(String.valueOf(failure.getMessage())));
            yield ExitCode.USAGE;
          }
          default -> {
            err.println("error: " + Printable.of(e.toString()) + " (a mistake in this program)");
            yield ExitCode.INTERNAL;
          }
        };
    err.flush();
    return code;
  }

  private static String messageOf(ParameterException e, boolean isRoot) {
    if (isRoot
        && e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      return "'" + unmatched.getUnmatched().getFirst() + "' is no command";
    }
    return String.valueOf(e.getMessage());
  }

  private static boolean isVerbose(ParseResult parsed) {
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    return innermost.hasMatchedOption("--verbose");
  }
}
