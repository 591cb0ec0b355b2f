package io.imagesearch.operator.check;

import java.util.OptionalInt;

/** What a check found. */
public sealed interface CheckResult {
  /**
   * It does what it is needed for.
   *
   * @param loadedReplicas copies of the collection in memory, where Milvus was asked
   */
  record Ok(OptionalInt loadedReplicas) implements CheckResult {
    static final Ok PLAIN = new Ok(OptionalInt.empty());
  }

  /**
   * It does not.
   *
   * @param reason one word, for a condition
   * @param message one sentence, for a person; without secrets
   */
  record Failed(String reason, String message) implements CheckResult {}

  static CheckResult ok() {
    return Ok.PLAIN;
  }

  static CheckResult failed(String reason, String message) {
    return new Failed(reason, message);
  }
}
