package io.millwright.split;

import io.millwright.Seed;
import io.millwright.table.Table;
import java.util.List;

/**
 * A way to cut a table several times, so that a model is judged on more than one holdout. A value
 * that whatever needs folds inherits: equal if made alike. Made by {@link CrossValidation};
 * immutable and thread-safe. In each half of each split rows keep the order of the table, and no
 * half is ever empty.
 *
 * <p>Nothing here draws lots. {@link RandomFolds} may; {@link #seeded} fixes what they draw, so
 * that code that is given folds need not know of which kind they are.
 */
public sealed interface Folds
    permits RandomFolds,
        SeededFolds,
        RepeatedFolds,
        GroupsOut,
        TimeSeriesFolds,
        CalendarFolds,
        PurgedFolds {

  /**
   * The rows of each split, in the order of the folds, without copying any; the list cannot be
   * changed. Cost: as the folds are, about O(rows × folds).
   *
   * @throws IllegalArgumentException if the table does not suit, or has too few rows or groups
   */
  List<SplitRows> rows(Table table);

  /**
   * The splits, in the order of the folds; the list cannot be changed. Each holds copies of its
   * rows.
   *
   * @throws IllegalArgumentException as {@link #rows}
   */
  default List<Split> split(Table table) {
    return split(TrainingSet.ofAll(table));
  }

  /**
   * The splits of rows that may be learnt from, for choices made while learning. Their halves are
   * rows of the same whole table as the set, so that each is known to have none in common with the
   * holdout that the set was split from.
   *
   * @throws IllegalArgumentException as {@link #rows}
   */
  default List<Split> split(TrainingSet train) {
    return rows(train.table()).stream().map(r -> r.split(train)).toList();
  }

  /**
   * These folds, each with the inner folds of its training rows: inner splits are for choosing,
   * outer ones for judging what was chosen.
   *
   * @throws IllegalArgumentException as {@link #rows}, of the table or of a fold's training rows
   * @see <a href="https://jmlr.org/papers/v11/cawley10a.html">Cawley, Talbot (2010), On
   *     over-fitting in model selection and subsequent selection bias in performance evaluation</a>
   */
  default List<NestedSplit> nested(Table table, Folds inner) {
    return split(table).stream().map(outer -> NestedSplit.of(outer, inner)).toList();
  }

  /** These folds, with lots drawn from the seed if they draw any and have no seed yet. */
  default Folds seeded(Seed seed) {
    return this;
  }
}
