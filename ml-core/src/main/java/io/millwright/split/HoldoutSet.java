package io.millwright.split;

import io.millwright.table.Table;

/**
 * Rows that may only be judged on: nothing can be fitted on this type. Made by a {@link Splitter}
 * or {@link CrossValidation}; immutable and thread-safe.
 */
public final class HoldoutSet {

  private final Table table;
  private final RowSet rows;

  HoldoutSet(Table whole, int[] rows) {
    this.table = whole.take(rows);
    this.rows = RowSet.of(whole.fingerprint(), rows);
  }

  /** The rows. */
  public Table table() {
    return table;
  }

  /** Which rows of the whole table they are. */
  public RowSet rows() {
    return rows;
  }
}
