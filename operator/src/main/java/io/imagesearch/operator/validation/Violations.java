package io.imagesearch.operator.validation;

import java.util.ArrayList;
import java.util.List;

/** What was found so far. */
final class Violations {
  private final List<Violation> found = new ArrayList<>();

  void add(String field, String message) {
    found.add(new Violation(field, message));
  }

  void unless(boolean kept, String field, String message) {
    if (!kept) {
      add(field, message);
    }
  }

  List<Violation> all() {
    return List.copyOf(found);
  }
}
