package io.millwright.eval.metric;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.model.Regression;
import java.util.Arrays;
import java.util.List;

/** What is drawn about a regression: residuals, and predicted against actual values. Immutable. */
public final class RegressionCurves {

  private final Scored<Regression> rows;

  private RegressionCurves(Scored<Regression> rows) {
    this.rows = rows;
  }

  /** The curves of these rows. */
  public static RegressionCurves of(Scored<Regression> rows) {
    return new RegressionCurves(rows);
  }

  /** Actual minus predicted, from the smallest to the largest; widened by 0.5 if all are equal. */
  public Histogram residuals(int bins) {
    Require.atLeast("Bins", bins, 1);
    double[] residuals = new double[rows.size()];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = rows.target(i) - rows.score(i);
    }
    double low = Arrays.stream(residuals).min().orElseThrow();
    double high = Arrays.stream(residuals).max().orElseThrow();
    return low < high
        ? Histogram.of(residuals, low, high, bins)
        : Histogram.of(residuals, low - 0.5, high + 0.5, bins);
  }

  /**
   * Predicted and actual value of some rows, drawn without replacement, in the order of the rows.
   *
   * @param most how many at most, at least 1
   */
  public List<Pair> sample(int most, Seed seed) {
    Require.atLeast("Sample", most, 1);
    int[] drawn = seed.permutation(rows.size());
    return Arrays.stream(drawn)
        .limit(most)
        .sorted()
        .mapToObj(i -> new Pair(rows.target(i), rows.score(i)))
        .toList();
  }

  /**
   * One row.
   *
   * @param actual what happened
   * @param predicted what the model said
   */
  public record Pair(double actual, double predicted) {}
}
