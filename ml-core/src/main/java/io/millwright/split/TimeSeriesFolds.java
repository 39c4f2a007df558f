package io.millwright.split;

import io.millwright.Require;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Folds that follow the clock: each is judged on rows later than those learnt from. Made by {@link
 * CrossValidation#timeSeries}; immutable and thread-safe.
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

  TimeSeriesFolds(int k, int gap, int maxTrain, int testSize) {
    this.k = k;
    this.gap = gap;
    this.maxTrain = maxTrain;
    this.testSize = testSize;
  }

  /**
   * So many rows directly before the held out ones are left out; 0 if not given.
   *
   * @param rows at least 0
   */
  public TimeSeriesFolds gap(int rows) {
    return new TimeSeriesFolds(k, Require.atLeast("gap", rows, 0), maxTrain, testSize);
  }

  /**
   * At most so many rows are learnt from, the latest; all if not given.
   *
   * @param rows at least 1
   */
  public TimeSeriesFolds maxTrain(int rows) {
    return new TimeSeriesFolds(k, gap, Require.atLeast("maxTrain", rows, 1), testSize);
  }

  /**
   * So many rows are held out in each fold; {@code rows / (k + 1)}, rounded down, if not given.
   *
   * @param rows at least 1
   */
  public TimeSeriesFolds testSize(int rows) {
    return new TimeSeriesFolds(k, gap, maxTrain, Require.atLeast("testSize", rows, 1));
  }

  @Override
  public List<SplitRows> rows(Table table) {
    String field = eventTime(table);
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
      BitSet test = rows(order, windows[f].testFrom(), windows[f].testTo());
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

  private static BitSet rows(int[] order, int from, int to) {
    return FoldSplits.set(Arrays.copyOfRange(order, from, to));
  }

  private static String eventTime(Table table) {
    return table
        .schema()
        .only(Role.EVENT_TIME)
        .map(Field::name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Schema must have an event time for time-series folds; has none. Add eventTime or eventDate."));
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
        + (testSize > 0 ? ", " + testSize + " rows held out" : "");
  }
}
