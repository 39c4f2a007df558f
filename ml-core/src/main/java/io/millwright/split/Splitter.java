package io.millwright.split;

import io.millwright.Require;
import io.millwright.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A way to cut a table into what is learnt from and what is judged on. Immutable, thread-safe, and
 * equal if made alike.
 *
 * <p>{@link #random}, {@link #stratified}, {@link #grouped} and {@link #stratifiedGrouped} need a
 * seed and are {@link RandomSplitter}s; {@link #before} and {@link #latest} follow the clock, need
 * none and are {@link TemporalSplitter}s; {@link #tail} goes by the order of the rows. In both
 * halves rows keep the order of the table. A half is never empty: a split that would leave one so
 * is refused.
 *
 * <p>Use {@code before} or {@code latest} where the model will meet later rows than it has learnt
 * from, {@code grouped} where it will meet new customers or patients, {@code stratified} for a rare
 * class, {@code stratifiedGrouped} for both, {@code random} only where rows are independent.
 */
public sealed interface Splitter permits TemporalSplitter, TailSplitter, SeededSplitter {

  /**
   * Which rows are in which half, without copying any.
   *
   * @throws IllegalArgumentException if the table does not suit, or a half would be empty
   */
  SplitRows rows(Table table);

  /**
   * The halves.
   *
   * @throws IllegalArgumentException if the table does not suit, or a half would be empty
   */
  default Split split(Table table) {
    return split(TrainingSet.ofAll(table));
  }

  /**
   * The halves of rows that may be learnt from, for example to stop early by the second. They are
   * rows of the same whole table as the set.
   *
   * @throws IllegalArgumentException if the table does not suit, or a half would be empty
   */
  default Split split(TrainingSet train) {
    return rows(train.table()).split(train);
  }

  /**
   * A random share of the rows is held out: {@code round(share × rows)} of them, the first of
   * {@link io.millwright.Seed#permutation}. Which rows depends on their positions and the seed
   * only.
   *
   * @param share held out, strictly between 0 and 1
   */
  static RandomSplitter random(double share) {
    return new UniformSplitter(Require.openShare("share", share));
  }

  /**
   * As {@link #random}, with the same share from each stratum up to one row. Strata are the values
   * of the label; of a real label up to 10 bins of equally many rows in the order of its values
   * (ties in the order of the table). Of each stratum {@code share × rows} rows are held out,
   * rounded down or up so that all strata together hold out {@code round(share × rows)} rows where
   * that can be, the larger remainders being rounded up first; every stratum has at least one row
   * in each half. Rows whose label is missing or not finite are in neither half.
   *
   * <p>Refused if the schema has no label or a stratum has a single row.
   *
   * @param share held out, strictly between 0 and 1
   */
  static RandomSplitter stratified(double share) {
    return new StratifiedSplitter(Require.openShare("share", share));
  }

  /**
   * All rows of a group are on one side. Groups are taken in a random order, each if it brings the
   * held out rows nearer to {@code share × rows}; if no group does, the smallest one is held out.
   * Which groups are held out depends on their values, sizes and the seed, not on the order of the
   * rows. Rows whose group is missing are in neither half.
   *
   * <p>Refused if there are fewer than two groups.
   *
   * @param field whose values are the groups, of any type but NUMERIC
   * @param share of the rows to be held out, strictly between 0 and 1
   */
  static RandomSplitter grouped(String field, double share) {
    return new GroupedSplitter(Require.notBlank("field", field), Require.openShare("share", share));
  }

  /**
   * As {@link #grouped}, each group being held out if that brings the held out shares of the strata
   * nearer to {@code share}, by the sum of their squared differences; if none does, the group is
   * held out that brings them nearest. Strata are those of {@link #stratified}, of which none need
   * have more than one row. Rows whose group or label is missing are in neither half.
   *
   * <p>Refused if the schema has no label or there are fewer than two groups.
   *
   * @param field whose values are the groups, of any type but NUMERIC
   * @param share of each stratum to be held out, strictly between 0 and 1
   */
  static RandomSplitter stratifiedGrouped(String field, double share) {
    return new StratifiedGroupedSplitter(
        Require.notBlank("field", field), Require.openShare("share", share));
  }

  /**
   * Learn from rows before an instant, judge on rows at or after it.
   *
   * @param field a TIMESTAMP
   */
  static TemporalSplitter before(String field, Instant cutoff) {
    return new TemporalSplitter(
        Require.notBlank("field", field),
        TemporalSplitter.Cut.at(cutoff),
        Duration.ZERO,
        Duration.ZERO);
  }

  /**
   * Learn from rows before a day, judge on rows of that day or later.
   *
   * @param field a DATE
   */
  static TemporalSplitter before(String field, LocalDate cutoff) {
    return new TemporalSplitter(
        Require.notBlank("field", field),
        TemporalSplitter.Cut.at(cutoff),
        Duration.ZERO,
        Duration.ZERO);
  }

  /**
   * Judge on the latest rows: the cutoff is the time in the data that leaves a share as near as can
   * be to the asked one at or after it; of two equally near the earlier. Equal times are never on
   * both sides.
   *
   * @param field a TIMESTAMP or a DATE
   * @param share of the rows that have a time, strictly between 0 and 1
   */
  static TemporalSplitter latest(String field, double share) {
    return new TemporalSplitter(
        Require.notBlank("field", field),
        TemporalSplitter.Cut.share(Require.openShare("share", share)),
        Duration.ZERO,
        Duration.ZERO);
  }

  /**
   * The last {@code ceil(share × rows)} rows of the table, computed in doubles, are held out, as by
   * scikit-learn's {@code train_test_split} without shuffling. For a table that is in order of time
   * already; equal times may be on both sides, so prefer {@link #latest} where there is a time.
   *
   * @param share held out, strictly between 0 and 1
   */
  static Splitter tail(double share) {
    return new TailSplitter(Require.openShare("share", share));
  }
}
