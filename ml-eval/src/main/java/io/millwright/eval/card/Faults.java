package io.millwright.eval.card;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the settings of a builder, said all at once. */
final class Faults {

  private final List<String> all = new ArrayList<>();

  void add(String fault) {
    all.add(fault);
  }

  void addIf(boolean wrong, String fault) {
    if (wrong) {
      all.add(fault);
    }
  }

  void throwIfAny(String subject) {
    if (!all.isEmpty()) {
      throw new IllegalArgumentException(
          subject
              + " must be consistent; had "
              + all.size()
              + " fault(s):\n  "
              + String.join("\n  ", all));
    }
  }
}
