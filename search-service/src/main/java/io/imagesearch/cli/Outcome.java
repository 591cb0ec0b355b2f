package io.imagesearch.cli;

/** How one file ended. */
sealed interface Outcome {
  /** The path below the folder. */
  String file();

  /** It is new in the service. */
  record Added(String file, String id) implements Outcome {}

  /** The service had these bytes already. */
  record Existed(String file, String id) implements Outcome {}

  /** Its embedding is known here, and the service kept nothing. */
  record Embedded(String file, String id) implements Outcome {}

  /** It was not taken. */
  record Skipped(String file, Problem problem) implements Outcome {}
}
