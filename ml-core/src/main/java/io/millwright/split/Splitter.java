package io.millwright.split;

import io.millwright.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Ways to cut a table into what is learnt from and what is judged on.
 *
 * <p>{@link #random}, {@link #stratified} and {@link #grouped} need a seed and are {@link
 * RandomSplitter}s; {@link #before} and {@link #latest} follow the clock, need none and are {@link
 * TemporalSplitter}s. In both halves rows keep the order of the table. A half is never empty: a
 * split that would leave one so is refused.
 *
 * <p>Use {@code before} or {@code latest} where the model will meet later rows than it has learnt
 * from, {@code grouped} where it will meet new customers or patients, {@code stratified} for a rare
 * class, {@code random} only where rows are independent. Immutable and thread-safe.
 */
public final class Splitter {

  private Splitter() {}

  /**
   * A random share of the rows is held out: {@code round(share × rows)} of them, the first of
   * {@link io.millwright.Seed#permutation}. Which rows depends on their positions and the seed
   * only.
   *
   * @param share held out, strictly between 0 and 1
   */
  public static RandomSplitter random(double share) {
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
  public static RandomSplitter stratified(double share) {
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
  public static RandomSplitter grouped(String field, double share) {
    return new GroupedSplitter(Require.notBlank("field", field), Require.openShare("share", share));
  }

  /**
   * Learn from rows before an instant, judge on rows at or after it.
   *
   * @param field a TIMESTAMP
   */
  public static TemporalSplitter before(String field, Instant cutoff) {
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
  public static TemporalSplitter before(String field, LocalDate cutoff) {
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
  public static TemporalSplitter latest(String field, double share) {
    return new TemporalSplitter(
        Require.notBlank("field", field),
        TemporalSplitter.Cut.share(Require.openShare("share", share)),
        Duration.ZERO,
        Duration.ZERO);
  }
}
