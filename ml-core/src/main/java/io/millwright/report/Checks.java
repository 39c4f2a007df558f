package io.millwright.report;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Argument checks of this package, all with the same message form. */
final class Checks {

  private Checks() {}

  static String filled(String subject, String value) {
    Objects.requireNonNull(value, subject);
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          subject + " must have a visible character; was blank. Give it a text.");
    }
    return value;
  }

  static String named(String subject, String value) {
    return subject + " '" + value + "'";
  }

  static void unique(String subject, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException(
            subject + " must differ from each other; was '" + value + "' twice. Rename one.");
      }
    }
  }

  static void notSet(String subject, boolean alreadySet, Object earlier) {
    if (alreadySet) {
      throw new IllegalStateException(
          subject
              + " must be set once; was already set to '"
              + earlier
              + "'. Remove one of the calls.");
    }
  }

  static double finite(String subject, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          subject + " must be finite; was " + value + ". Leave it out or say it is missing.");
    }
    return value;
  }

  static void atLeastOne(String subject, List<?> values, String next) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(subject + " must not be empty; was without any. " + next);
    }
  }
}
