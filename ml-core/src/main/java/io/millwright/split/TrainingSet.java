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

  private TrainingSet(Table table, RowSet rows) {
    this.table = table;
    this.rows = rows;
  }

  TrainingSet(Table whole, int[] rows) {
    this.rows = RowSet.of(whole.fingerprint(), rows);
    this.table = whole.take(this.rows.toArray());
  }

  /**
   * Every row of a table: nothing is left to evaluate on, so what is trained on it can be used but
   * not registered on its own evidence.
   */
  public static TrainingSet ofAll(Table table) {
    int[] all = IntStream.range(0, table.rowCount()).toArray();
    return new TrainingSet(table, RowSet.of(table.fingerprint(), all));
  }

  /** The rows, in the order of the whole table. */
  public Table table() {
    return table;
  }

  /** Which rows of the whole table they are. */
  public RowSet rows() {
    return rows;
  }

  /** Some of its rows, by ascending position in its own table. */
  TrainingSet take(int[] positions) {
    return new TrainingSet(table.take(positions), rows.take(positions));
  }

  /** As {@link #take}, to be judged on. */
  HoldoutSet hold(int[] positions) {
    return new HoldoutSet(table.take(positions), rows.take(positions));
  }
}
