package io.imagesearch.operator.validation;

/**
 * A rule that a resource breaks.
 *
 * @param field such as {@code spec.embedder.replicas}
 * @param message how to mend it
 */
public record Violation(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
