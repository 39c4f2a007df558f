package io.millwright.split;

import io.millwright.table.Table;
import java.util.stream.IntStream;

/**
 * Rows that may be learnt from. Made by a {@link Splitter} or {@link CrossValidation}; immutable
 * and thread-safe.
 */
public final class TrainingSet {

  private final Table table;
  private final RowSet rows;

  TrainingSet(Table whole, int[] rows) {
    this.table = whole.take(rows);
    this.rows = RowSet.of(whole.fingerprint(), rows);
  }

  /**
   * Every row of a table: nothing is left to evaluate on, so what is trained on it can be used but
   * not registered on its own evidence.
   */
  public static TrainingSet ofAll(Table table) {
    return new TrainingSet(table, IntStream.range(0, table.rowCount()).toArray());
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
