package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Link;
import io.millwright.model.Regression;
import io.millwright.model.Scorer;
import io.millwright.model.Task;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Linear regression with or without an L2 penalty, solved exactly.
 *
 * <p>Minimises {@code sum_i weight_i * (y_i - w x_i - b)^2 + l2 |w|^2}, the intercept b not
 * penalised: ridge regression with scikit-learn's {@code alpha = l2}, least squares for {@code l2 =
 * 0}. By Cholesky's decomposition of the centred normal equations: O(rows × features²) time,
 * O(features²) memory, at most 4,000 features. Draws nothing. Missing values: refused. Immutable
 * and thread-safe.
 */
public final class LinearRegression implements Trainer<Regression> {

  private static final int MAX_FEATURES = 4_000;

  private final double l2;

  private LinearRegression(Consumer<Options> options) {
    Options chosen = new Options();
    options.accept(chosen);
    this.l2 = Settings.orElse(chosen.l2, 1.0);
  }

  /** Ridge regression with {@code l2 = 1}. */
  public static LinearRegression regression() {
    return regression(o -> {});
  }

  /** Ridge regression, or least squares with {@code o.l2(0)}. */
  public static LinearRegression regression(Consumer<Options> options) {
    return new LinearRegression(options);
  }

  @Override
  public Task<Regression> task() {
    return Task.regression();
  }

  @Override
  public String name() {
    return "linear-regression";
  }

  @Override
  public SortedMap<String, String> settings() {
    return Settings.of("l2", l2);
  }

  @Override
  public Scorer fit(TrainingData data, Seed seed, Progress progress) {
    data.requireSomeValues();
    data.requireNoMissing();
    int p = data.features().size();
    if (p > MAX_FEATURES) {
      throw new TrainingException(
          "Linear regression must have at most "
              + MAX_FEATURES
              + " features; had "
              + p
              + ". Drop rare categories or use boosted trees.");
    }
    progress.update("linear regression", 0, 2);
    double[] means = means(data);
    double targetMean = Baselines.mean(data);
    double[][] gram = new double[p][p];
    double[] right = new double[p];
    accumulate(data, means, targetMean, gram, right);
    progress.update("linear regression", 1, 2);
    double[] w = solve(gram, right, data);
    double intercept = targetMean;
    for (int j = 0; j < p; j++) {
      intercept -= w[j] * means[j];
    }
    progress.update("linear regression", 2, 2);
    return LinearScorer.of(new double[][] {w}, new double[] {intercept}, Link.IDENTITY);
  }

  private static double[] means(TrainingData data) {
    int p = data.features().size();
    double[] means = new double[p];
    for (int j = 0; j < p; j++) {
      double sum = 0;
      boolean constant = true;
      for (int i = 0; i < data.rows(); i++) {
        sum += data.weight(i) * data.value(i, j);
        constant &= data.value(i, j) == data.value(0, j);
      }
      // Exactly its value, so that a constant feature is exactly 0 when centred.
      means[j] = constant ? data.value(0, j) : sum / data.totalWeight();
    }
    return means;
  }

  /** The lower triangle of X'WX and X'Wy, both centred. */
  private static void accumulate(
      TrainingData data, double[] means, double targetMean, double[][] gram, double[] right) {
    int p = means.length;
    double[] x = new double[p];
    for (int i = 0; i < data.rows(); i++) {
      double s = data.weight(i);
      double y = data.target(i) - targetMean;
      for (int j = 0; j < p; j++) {
        x[j] = data.value(i, j) - means[j];
      }
      for (int j = 0; j < p; j++) {
        double sx = s * x[j];
        right[j] += sx * y;
        double[] row = gram[j];
        for (int k = 0; k <= j; k++) {
          row[k] += sx * x[k];
        }
      }
    }
  }

  /** Solves (G + l2 I) w = r in place; features that never vary get weight 0. */
  private double[] solve(double[][] g, double[] right, TrainingData data) {
    int p = right.length;
    boolean[] constant = new boolean[p];
    for (int j = 0; j < p; j++) {
      double scale = g[j][j];
      constant[j] = scale == 0;
      g[j][j] += l2;
      for (int k = 0; k < j; k++) {
        double sum = g[j][k];
        for (int m = 0; m < k; m++) {
          sum -= g[j][m] * g[k][m];
        }
        g[j][k] = constant[k] || constant[j] ? 0 : sum / g[k][k];
      }
      double pivot = g[j][j];
      for (int m = 0; m < j; m++) {
        pivot -= g[j][m] * g[j][m];
      }
      if (!constant[j] && !(pivot > 1e-12 * scale)) {
        throw new TrainingException(
            "Feature '"
                + data.features().get(j)
                + "' must not be a linear combination of the features before it, unless l2 is"
                + " greater than 0. Drop it or set l2.");
      }
      g[j][j] = constant[j] ? 1 : StrictMath.sqrt(pivot);
    }
    double[] w = right.clone();
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < j; k++) {
        w[j] -= g[j][k] * w[k];
      }
      w[j] = constant[j] ? 0 : w[j] / g[j][j];
    }
    for (int j = p - 1; j >= 0; j--) {
      for (int k = j + 1; k < p; k++) {
        w[j] -= g[k][j] * w[k];
      }
      w[j] = constant[j] ? 0 : w[j] / g[j][j];
    }
    return w;
  }

  /** Settings. Single use, not thread-safe; a setting given twice is an error. */
  public static final class Options {

    private @Nullable Double l2;

    private Options() {}

    /** Strength of the penalty, at least 0; 1 by default. */
    public Options l2(double value) {
      if (value != 0) {
        Require.positive("l2", value);
      }
      l2 = Settings.once("l2", l2, value);
      return this;
    }
  }
}
