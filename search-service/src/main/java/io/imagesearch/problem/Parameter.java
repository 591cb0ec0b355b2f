package io.imagesearch.problem;

import java.util.function.Supplier;

/** Reads a request's parameter: what its value type refuses is the caller's to mend. */
public final class Parameter {
  private Parameter() {}

  /**
   * The parsed value.
   *
   * @throws ProblemException invalid-parameter, with the name and the value type's own sentence
   */
  public static <T> T parse(String name, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (NumberFormatException e) {
      throw new ProblemException(ProblemType.INVALID_PARAMETER, name + ": not a number", e);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_PARAMETER, name + ": " + e.getMessage(), e);
    }
  }

  /** The value, when it is within the bounds. */
  public static int within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, name + ": " + value + " is outside " + min + " to " + max);
    }
    return value;
  }
}
