package io.millwright.quality;

import org.jspecify.annotations.Nullable;

/** Whether values differ. */
final class Variation {

  private @Nullable Object first;
  private boolean varies;

  void see(Object value) {
    if (first == null) {
      first = value;
    } else if (!varies) {
      varies = !first.equals(value);
    }
  }

  void merge(Variation other) {
    if (other.first != null) {
      see(other.first);
      varies |= other.varies;
    }
  }

  /** How many different values there were, 2 for more. */
  int upToTwo() {
    return first == null ? 0 : varies ? 2 : 1;
  }
}
