package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.Arrays;

/**
 * Errors of a regression that need a domain: logarithmic errors, Tweedie deviances, and shares of
 * them explained. Outside its domain an error is undefined.
 */
public final class RegressionDeviances {

  private RegressionDeviances() {}

  /** Mean of {@code (ln(1 + y) - ln(1 + p))^2}; undefined if any y or p is negative. */
  public static MetricValue meanSquaredLog(double[] targets, double[] values, double[] weights) {
    double[] losses = new double[targets.length];
    for (int i = 0; i < losses.length; i++) {
      if (targets[i] < 0 || values[i] < 0) {
        return MetricValue.undefined("a target or a value is negative");
      }
      double d = StrictMath.log1p(targets[i]) - StrictMath.log1p(values[i]);
      losses[i] = d * d;
    }
    return WeightedMean.of(losses, weights);
  }

  /**
   * {@code 1 - (1 - R2)(n - 1) / (n - p - 1)}; undefined unless rows outnumber features by 2.
   *
   * @param features how many features p the model has
   */
  public static MetricValue adjustedR2(MetricValue r2, int rows, int features) {
    Require.atLeast("Features", features, 0);
    int free = rows - features - 1;
    return free <= 0
        ? MetricValue.undefined("there are not more rows than features and one")
        : r2.match(r -> MetricValue.of(1 - (1 - r) * (rows - 1) / free), MetricValue::undefined);
  }

  /**
   * The mean Tweedie deviance: squared error for power 0, Poisson for 1, Gamma for 2.
   *
   * <p>Domain: for a power below 0 every p above 0; from 1 to below 2 every y at least 0 and p
   * above 0; from 2 both above 0; between 0 and 1 there is none.
   *
   * @see <a href="https://doi.org/10.1111/j.2517-6161.1987.tb01685.x">Jørgensen (1987), Exponential
   *     dispersion models</a>
   */
  public static MetricValue meanTweedie(
      double[] targets, double[] values, double[] weights, double power) {
    double[] losses = new double[targets.length];
    for (int i = 0; i < losses.length; i++) {
      if (!inDomain(targets[i], values[i], power)) {
        return MetricValue.undefined("a target or a value is outside the domain of the power");
      }
      losses[i] = tweedie(targets[i], values[i], power);
    }
    return WeightedMean.of(losses, weights);
  }

  /**
   * Share of the Tweedie deviance explained: 1 minus the deviance over that of the weighted mean
   * target. Undefined for fewer than 2 rows and where the mean has no deviance.
   */
  public static MetricValue tweedieExplained(
      double[] targets, double[] values, double[] weights, double power) {
    if (targets.length < 2) {
      return MetricValue.undefined("fewer than 2 rows");
    }
    double[] mean = new double[targets.length];
    Arrays.fill(mean, WeightedMean.of(targets, weights).orElse(Double.NaN));
    MetricValue theirs = meanTweedie(targets, mean, weights, power);
    return explained(meanTweedie(targets, values, weights, power), theirs);
  }

  /**
   * Share of the pinball loss explained: 1 minus the loss over that of the alpha-quantile of the
   * targets, by linear interpolation. Undefined for fewer than 2 rows and where the quantile has no
   * loss.
   */
  public static MetricValue pinballExplained(double[] targets, double[] values, double alpha) {
    Require.share("Alpha", alpha);
    if (targets.length < 2) {
      return MetricValue.undefined("fewer than 2 rows");
    }
    double[] sorted = targets.clone();
    Arrays.sort(sorted);
    double h = (sorted.length - 1) * alpha;
    int low = (int) h;
    int next = Math.min(low + 1, sorted.length - 1);
    double quantile = sorted[low] + (h - low) * (sorted[next] - sorted[low]);
    double[] weights = new double[targets.length];
    Arrays.fill(weights, 1);
    return pinballExplained(targets, values, weights, alpha, quantile);
  }

  /** As above for weighted rows, with the lower weighted quantile. */
  public static MetricValue pinballExplained(
      double[] targets, double[] values, double[] weights, double alpha) {
    Require.share("Alpha", alpha);
    if (targets.length < 2) {
      return MetricValue.undefined("fewer than 2 rows");
    }
    return pinballExplained(
        targets, values, weights, alpha, RegressionScores.lowerQuantile(targets, weights, alpha));
  }

  private static MetricValue pinballExplained(
      double[] targets, double[] values, double[] weights, double alpha, double quantile) {
    double[] constant = new double[targets.length];
    Arrays.fill(constant, quantile);
    return explained(
        WeightedMean.of(RegressionLosses.pinball(targets, values, alpha), weights),
        WeightedMean.of(RegressionLosses.pinball(targets, constant, alpha), weights));
  }

  private static MetricValue explained(MetricValue ours, MetricValue theirs) {
    return ours.match(
        loss ->
            theirs.match(
                most ->
                    most == 0
                        ? MetricValue.undefined("a constant prediction has no loss")
                        : MetricValue.of(1 - loss / most),
                MetricValue::undefined),
        MetricValue::undefined);
  }

  private static boolean inDomain(double y, double p, double power) {
    if (power == 0) {
      return true;
    }
    if (power < 0) {
      return p > 0;
    }
    return power >= 1 && p > 0 && (power < 2 ? y >= 0 : y > 0);
  }

  private static double tweedie(double y, double p, double power) {
    if (power == 0) {
      return (y - p) * (y - p);
    }
    if (power == 1) {
      return 2 * ((y == 0 ? 0 : y * StrictMath.log(y / p)) - y + p);
    }
    if (power == 2) {
      return 2 * (StrictMath.log(p / y) + y / p - 1);
    }
    double one = 1 - power;
    double two = 2 - power;
    return 2
        * (StrictMath.pow(Math.max(y, 0), two) / (one * two)
            - y * StrictMath.pow(p, one) / one
            + StrictMath.pow(p, two) / two);
  }
}
