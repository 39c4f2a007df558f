package io.millwright.features.window;

import io.millwright.Require;
import org.jspecify.annotations.Nullable;

/**
 * A moving window over a field, waiting for the statistic. Made by {@link Windows#rolling}.
 * Immutable.
 *
 * <p>Missing values are not counted, and neither do they make a result missing: fewer than {@link
 * #minPeriods} values do. NUMERIC, INTEGER and BOOLEAN (0 or 1) fields; a binary label is 1 where
 * positive.
 *
 * <p>Sums are carried in twice the precision of a double and never subtracted from, so they do not
 * drift: the result depends on the rows of the window alone. Cost: {@code O(log window)} a row; the
 * median {@code O(sqrt window)}.
 */
public final class Rolling {

  private final String field;
  private final int rows;
  private final @Nullable Span span;
  private final int minPeriods;

  Rolling(String field, int rows, @Nullable Span span, int minPeriods) {
    this.field = field;
    this.rows = rows;
    this.span = span;
    this.minPeriods = minPeriods;
  }

  /**
   * With fewer values than this the result is missing. 1 unless set; {@link #count()} ignores it.
   */
  public Rolling minPeriods(int least) {
    return new Rolling(field, rows, span, Require.atLeast("minPeriods", least, 1));
  }

  /** How many values; 0 if none. */
  public WindowFeature count() {
    return of(Stat.COUNT);
  }

  /** Their sum. */
  public WindowFeature sum() {
    return of(Stat.SUM);
  }

  /** Their arithmetic mean. */
  public WindowFeature mean() {
    return of(Stat.MEAN);
  }

  /** Their sample standard deviation, dividing by {@code n - 1}; missing for one value. */
  public WindowFeature std() {
    return of(Stat.STD);
  }

  /** The least. */
  public WindowFeature min() {
    return of(Stat.MIN);
  }

  /** The greatest. */
  public WindowFeature max() {
    return of(Stat.MAX);
  }

  /** The middle one in order; of an even number the mean of the two in the middle. */
  public WindowFeature median() {
    return of(Stat.MEDIAN);
  }

  private WindowFeature of(Stat stat) {
    return WindowFeature.of(field, new Shape.Roll(rows, span, stat, minPeriods));
  }
}
