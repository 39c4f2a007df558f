package io.millwright.split;

import io.millwright.Require;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Folds that follow the clock: each is judged on rows later than those learnt from. Made by {@link
 * CrossValidation#timeSeries}; immutable and thread-safe, equal if made alike.
 *
 * <p>Rows are put in the order of the schema's event time, equal times in the order of the table.
 * The last {@code k} windows of {@link #testSize} rows are held out in turn; the rows before each,
 * less the {@link #gap}, are learnt from, the last {@link #maxTrain} of them where it is given. As
 * scikit-learn's {@code TimeSeriesSplit}, but equal times are never on both sides: rows as late as
 * the first held out one are not learnt from. Rows in neither half, and rows without a time, are
 * counted in {@link Split#left}.
 */
public final class TimeSeriesFolds implements Folds {

  private final int k;
  private final int gap;
  private final int maxTrain;
  private final int testSize;
  private final int embargo;

  TimeSeriesFolds(int k, int gap, int maxTrain, int testSize, int embargo) {
    this.k = k;
    this.gap = gap;
    this.maxTrain = maxTrain;
    this.testSize = testSize;
    this.embargo = embargo;
  }

  /**
   * So many rows directly before the held out ones are left out; 0 if not given.
   *
   * @param rows at least 0
   */
  public TimeSeriesFolds gap(int rows) {
    return new TimeSeriesFolds(k, Require.atLeast("gap", rows, 0), maxTrain, testSize, embargo);
  }

  /**
   * At most so many rows are learnt from, the latest; all if not given.
   *
   * @param rows at least 1
   */
  public TimeSeriesFolds maxTrain(int rows) {
    return new TimeSeriesFolds(k, gap, Require.atLeast("maxTrain", rows, 1), testSize, embargo);
  }

  /**
   * So many rows at the start of each window are not judged on, since their features may look back
   * at rows learnt from; 0 if not given.
   *
   * @param rows at least 0, fewer than the window has
   */
  public TimeSeriesFolds embargo(int rows) {
    return new TimeSeriesFolds(k, gap, maxTrain, testSize, Require.atLeast("embargo", rows, 0));
  }

  /**
   * So many rows are held out in each fold; {@code rows / (k + 1)}, rounded down, if not given.
   *
   * @param rows at least 1
   */
  public TimeSeriesFolds testSize(int rows) {
    return new TimeSeriesFolds(k, gap, maxTrain, Require.atLeast("testSize", rows, 1), embargo);
  }

  @Override
  public List<SplitRows> rows(Table table) {
    String field = EventTime.of(table, "time-series folds").name();
    Column times = table.column(field);
    int[] order =
        IntStream.range(0, times.size())
            .filter(i -> !times.isMissing(i))
            .boxed()
            .sorted(Comparator.comparingLong(times::integer))
            .mapToInt(Integer::intValue)
            .toArray();
    FoldRules.Window[] windows = FoldRules.timeSeries(order.length, k, gap, maxTrain, testSize);
    List<SplitRows> splits = new ArrayList<>(k);
    for (int f = 0; f < k; f++) {
      BitSet train = train(order, windows[f], times);
      if (train.isEmpty()) {
        throw new IllegalArgumentException(
            "Fold "
                + (f + 1)
                + " of "
                + k
                + " must have rows before the time of its first held out row; has none. Choose fewer"
                + " folds or smaller tests.");
      }
      BitSet test = test(order, windows[f]);
      splits.add(SplitRows.of(table.rowCount(), train, test, description(field, f)));
    }
    return List.copyOf(splits);
  }

  /** The window's rows, but those as late as the first held out one. */
  private static BitSet train(int[] order, FoldRules.Window window, Column times) {
    long first = times.integer(order[window.testFrom()]);
    int to = window.trainTo();
    while (to > window.trainFrom() && times.integer(order[to - 1]) == first) {
      to--;
    }
    return rows(order, window.trainFrom(), to);
  }

  /** The window's rows, but for the embargo. */
  private BitSet test(int[] order, FoldRules.Window window) {
    int size = window.testTo() - window.testFrom();
    if (embargo >= size) {
      throw Require.violated("embargo", "less than the " + size + " rows of a window", embargo);
    }
    return rows(order, window.testFrom() + embargo, window.testTo());
  }

  private static BitSet rows(int[] order, int from, int to) {
    return FoldSplits.set(Arrays.copyOfRange(order, from, to));
  }

  private String description(String field, int fold) {
    return "time series by '"
        + field
        + "', fold "
        + (fold + 1)
        + " of "
        + k
        + (gap > 0 ? ", gap " + gap + " rows" : "")
        + (maxTrain > 0 ? ", at most " + maxTrain + " rows to learn from" : "")
        + (testSize > 0 ? ", " + testSize + " rows held out" : "")
        + (embargo > 0 ? ", embargo " + embargo + " rows" : "");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeSeriesFolds that
        && k == that.k
        && gap == that.gap
        && maxTrain == that.maxTrain
        && testSize == that.testSize
        && embargo == that.embargo;
  }

  @Override
  public int hashCode() {
    return Objects.hash(k, gap, maxTrain, testSize, embargo);
  }
}
