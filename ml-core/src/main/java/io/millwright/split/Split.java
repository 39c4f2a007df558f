package io.millwright.split;

import io.millwright.table.Table;

/**
 * A table in two halves without a common row.
 *
 * @param train what may be learnt from
 * @param test what may be judged on
 * @param description how it was split, for people and lineage, for example {@code "random 20 %,
 *     seed 42"}
 * @param left rows in neither half: embargoed, in the gap, or without a time or group
 */
public record Split(TrainingSet train, HoldoutSet test, String description, int left) {

  public Split {
    int overlap = train.rows().overlap(test.rows());
    if (overlap > 0) {
      throw new IllegalArgumentException(
          "Halves of a split must have no common row; had " + overlap + ".");
    }
  }

  static Split of(Table whole, int[] train, int[] test, String description) {
    return new Split(
        new TrainingSet(whole, train),
        new HoldoutSet(whole, test),
        description,
        whole.rowCount() - train.length - test.length);
  }
}
