package io.millwright.split;

import io.millwright.table.Table;

/**
 * Rows that may only be judged on: nothing can be fitted on this type. Made by a {@link Splitter}
 * or {@link CrossValidation}; immutable and thread-safe.
 */
public final class HoldoutSet {

  private final Table table;
  private final RowSet rows;

  HoldoutSet(Table table, RowSet rows) {
    this.table = table;
    this.rows = rows;
  }

  HoldoutSet(Table whole, int[] rows) {
    this.rows = RowSet.of(whole.fingerprint(), rows);
    this.table = whole.take(this.rows.toArray());
  }

  /** The rows, in the order of the whole table. */
  public Table table() {
    return table;
  }

  /** Which rows of the whole table they are. */
  public RowSet rows() {
    return rows;
  }
}
