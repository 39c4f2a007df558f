package io.millwright.split;

import io.millwright.table.Table;
import java.util.List;

/**
 * A way to cut a table several times, so that a model is judged on more than one holdout. Made by
 * {@link CrossValidation}; immutable and thread-safe. In each half of each split rows keep the
 * order of the table, and no half is ever empty.
 */
public sealed interface Folds permits RandomFolds, OneGroupOut, TimeSeriesFolds {

  /**
   * The splits, in the order of the folds; the list cannot be changed. Nothing is drawn by lot.
   *
   * @throws IllegalArgumentException if the table does not suit, or has too few rows or groups
   */
  List<Split> split(Table table);
}
