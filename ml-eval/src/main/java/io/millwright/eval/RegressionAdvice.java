package io.millwright.eval;

import io.millwright.Require;
import io.millwright.eval.MetricChoice.Collector;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.model.Regression;
import java.util.Arrays;
import java.util.Locale;

/** Which metrics fit a regression, by what its targets look like. */
final class RegressionAdvice {

  /** Below this share of the median size a target is near zero: an error of 1 % becomes 100 %. */
  static final double NEAR_ZERO = 0.01;

  private static final double FAR_OUT = 3;
  private static final double HEAVY = 0.01;

  private RegressionAdvice() {}

  static MetricChoice<Metric<Regression>> of(double[] targets) {
    Require.atLeast("Targets", targets.length, 1);
    for (int i = 0; i < targets.length; i++) {
      if (!Double.isFinite(targets[i])) {
        throw new IllegalArgumentException("Target must be finite; was not (row " + i + ").");
      }
    }
    Collector<Metric<Regression>> collected = new Collector<>(Metric::name);
    errors(collected, targets);
    counts(collected, targets);
    explained(collected, targets);
    relative(collected, targets);
    return collected.choice();
  }

  private static void errors(Collector<Metric<Regression>> collected, double[] targets) {
    double far = farOut(targets);
    if (far > HEAVY) {
      collected
          .use(
              RegressionMetrics.mae(),
              String.format(
                  Locale.ROOT,
                  "targets have heavy tails (%.1f %% lie far outside the quartiles), and each unit"
                      + " of error counts alike.",
                  far * 100))
          .use(RegressionMetrics.medianAbsolute(), "it is the error of a usual row.");
      collected.avoid("rmse", "a few rows of the tail decide it; not alone.");
    } else {
      collected
          .use(
              RegressionMetrics.rmse(),
              "targets have no heavy tails, it is least for the mean, and large errors count more.")
          .use(RegressionMetrics.mae(), "it is the usual size of an error.");
    }
  }

  /** Share of targets more than three interquartile ranges outside the quartiles. */
  private static double farOut(double[] targets) {
    double[] sorted = targets.clone();
    Arrays.sort(sorted);
    double low = sorted[(sorted.length - 1) / 4];
    double high = sorted[(sorted.length - 1) * 3 / 4];
    double reach = FAR_OUT * (high - low);
    long out = Arrays.stream(sorted).filter(y -> y < low - reach || y > high + reach).count();
    return (double) out / sorted.length;
  }

  private static void counts(Collector<Metric<Regression>> collected, double[] targets) {
    boolean isCount = Arrays.stream(targets).allMatch(y -> y >= 0 && y == Math.rint(y));
    if (isCount) {
      collected.use(
          RegressionMetrics.poissonDeviance(),
          "targets are counts, whose spread grows with their size; needs predictions above 0.");
    }
  }

  private static void explained(Collector<Metric<Regression>> collected, double[] targets) {
    if (Arrays.stream(targets).distinct().count() == 1) {
      collected.avoid("r2", "the target is constant, so there is nothing to explain.");
    } else if (targets.length < EvaluationWarnings.FEW) {
      collected.avoid(
          "r2", "of " + targets.length + " rows it varies so much that it says little.");
    } else {
      collected.use(
          RegressionMetrics.r2(),
          "it has no unit; 0 is the mean of the rows judged, so it does not compare across data.");
    }
  }

  private static void relative(Collector<Metric<Regression>> collected, double[] targets) {
    if (Arrays.stream(targets).anyMatch(y -> y < 0)) {
      collected.avoid("mape", "targets have both signs, so their size is no scale for an error.");
      return;
    }
    long near = nearZero(targets);
    if (Arrays.stream(targets).allMatch(y -> y == 0)) {
      collected.avoid("mape", "every target is 0.");
    } else if (near > 0) {
      collected.use(RegressionMetrics.wmape(), "it is a share too, and zeros do not break it.");
      collected.avoid(
          "mape", "the target is 0 or near it in " + near + " rows, and those decide it.");
    } else {
      collected.use(
          RegressionMetrics.wmape(),
          "it is an error as a share of the whole, which people read easily.");
    }
  }

  /** Targets smaller than a hundredth of the median size of those that are not 0, and zeros. */
  static long nearZero(double[] targets) {
    double[] sizes = Arrays.stream(targets).map(Math::abs).filter(y -> y > 0).sorted().toArray();
    double limit = sizes.length == 0 ? 0 : NEAR_ZERO * sizes[sizes.length / 2];
    return Arrays.stream(targets).filter(y -> Math.abs(y) <= limit).count();
  }
}
