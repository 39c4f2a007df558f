package io.millwright.split;

import io.millwright.table.Table;
import java.util.BitSet;

/** Makes splits of marked rows. */
final class Halves {

  private Halves() {}

  /** The split with these rows held out and left out, in the order of the table. */
  static Split of(Table table, BitSet test, BitSet left, String description) {
    int rows = table.rowCount();
    BitSet train = new BitSet(rows);
    train.set(0, rows);
    train.andNot(test);
    train.andNot(left);
    if (train.isEmpty() || test.isEmpty()) {
      throw new IllegalArgumentException(
          "Split must leave rows on both sides; "
              + (train.isEmpty() ? "none to learn from" : "none to judge on")
              + " ("
              + description
              + ", "
              + rows
              + " rows, "
              + left.cardinality()
              + " left out). Choose another share or cutoff, or bring more rows.");
    }
    return Split.of(table, train.stream().toArray(), test.stream().toArray(), description);
  }

  /** A share as a person reads it. */
  static String percent(double share) {
    return java.math.BigDecimal.valueOf(share)
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
