package io.millwright.features.window;

import io.millwright.Require;

/**
 * All rows of the entity so far, waiting for the statistic. Made by {@link Windows#expanding}.
 * Immutable.
 *
 * <p>As {@link Rolling} for missing values and fields. Constant memory and time a row, and
 * therefore without a median.
 */
public final class Expanding {

  private final String field;
  private final int minPeriods;

  Expanding(String field, int minPeriods) {
    this.field = field;
    this.minPeriods = minPeriods;
  }

  /**
   * With fewer values than this the result is missing. 1 unless set; {@link #count()} ignores it.
   */
  public Expanding minPeriods(int least) {
    return new Expanding(field, Require.atLeast("minPeriods", least, 1));
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

  private WindowFeature of(Stat stat) {
    return WindowFeature.of(field, new Shape.Expand(stat, minPeriods));
  }
}
