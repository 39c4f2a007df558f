package io.millwright.table;

import java.util.BitSet;

/** Which rows of a column have a value. Immutable. */
final class Validity {

  private static final BitSet NONE = new BitSet(0);

  private final BitSet missing;
  private final int missingCount;

  private Validity(BitSet missing) {
    this.missing = missing;
    this.missingCount = missing.cardinality();
  }

  static Validity allPresent() {
    return new Validity(NONE);
  }

  /** A copy of the set of missing rows. */
  static Validity missing(BitSet rows) {
    return rows.isEmpty() ? allPresent() : new Validity((BitSet) rows.clone());
  }

  boolean isMissing(int row) {
    return missingCount != 0 && missing.get(row);
  }

  int missingCount() {
    return missingCount;
  }

  void checkCovers(int size) {
    if (missing.length() > size) {
      throw new IllegalArgumentException(
          "Missing rows must be below the column's size "
              + size
              + "; was row "
              + (missing.length() - 1)
              + ".");
    }
  }

  Validity take(int[] rows) {
    if (missingCount == 0) {
      return this;
    }
    BitSet taken = new BitSet(rows.length);
    for (int i = 0; i < rows.length; i++) {
      if (missing.get(rows[i])) {
        taken.set(i);
      }
    }
    return missing(taken);
  }
}
