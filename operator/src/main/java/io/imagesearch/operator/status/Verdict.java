package io.imagesearch.operator.status;

/**
 * What is to be said about one condition.
 *
 * @param reason one word in CamelCase
 * @param message a sentence for a person
 */
public record Verdict(ConditionType type, Truth truth, String reason, String message) {

  /** Values of a condition. */
  public enum Truth {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String label;

    Truth(String label) {
      this.label = label;
    }

    /** As the status writes it. */
    public String label() {
      return label;
    }
  }

  public static Verdict yes(ConditionType type, String reason, String message) {
    return new Verdict(type, Truth.TRUE, reason, message);
  }

  public static Verdict no(ConditionType type, String reason, String message) {
    return new Verdict(type, Truth.FALSE, reason, message);
  }

  public static Verdict unknown(ConditionType type, String reason, String message) {
    return new Verdict(type, Truth.UNKNOWN, reason, message);
  }

  public boolean isTrue() {
    return truth == Truth.TRUE;
  }
}
