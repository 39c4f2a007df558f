package io.millwright.split;

import io.millwright.table.Table;

/**
 * A table in three parts without a common row.
 *
 * @param train what may be learnt from
 * @param validation what choices are made with: when to stop, which settings, which threshold
 * @param test what the result is judged on, once
 * @param description how it was split, for people and lineage
 * @param left rows in none of them
 */
public record ThreeWaySplit(
    TrainingSet train, HoldoutSet validation, HoldoutSet test, String description, int left) {

  public ThreeWaySplit {
    int overlap =
        train.rows().overlap(validation.rows())
            + train.rows().overlap(test.rows())
            + validation.rows().overlap(test.rows());
    if (overlap > 0) {
      throw new IllegalArgumentException(
          "Parts of a split must have no common row; had " + overlap + ".");
    }
  }

  /**
   * The test rows are cut off first, then the validation rows off what may be learnt from. A share
   * of the second cut is of the rows that the first left: for 60, 20 and 20 % of the rows hold out
   * 0.2, then 0.25.
   *
   * @throws IllegalArgumentException if the table does not suit, or a part would be empty
   */
  public static ThreeWaySplit of(Table table, Splitter test, Splitter validation) {
    Split outer = test.split(table);
    Split inner = validation.split(outer.train());
    return new ThreeWaySplit(
        inner.train(),
        inner.test(),
        outer.test(),
        "test " + outer.description() + "; validation " + inner.description(),
        outer.left() + inner.left());
  }
}
