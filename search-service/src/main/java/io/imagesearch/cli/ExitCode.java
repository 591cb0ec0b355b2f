package io.imagesearch.cli;

/** What the process ends with. Scripts rely on these: they never change their meaning. */
final class ExitCode {
  static final int FINE = 0;
  static final int INCOMPLETE = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;
  static final int REFUSED = 4;
  static final int FAILED = 5;
  static final int INTERNAL = 70;

  private ExitCode() {}
}
