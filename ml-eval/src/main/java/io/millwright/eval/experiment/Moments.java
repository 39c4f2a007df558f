package io.millwright.eval.experiment;

import io.millwright.eval.experiment.MetricSums.Term;
import java.math.BigDecimal;

/**
 * Means, variances and covariances of an arm's units (ddof 1), of values linearised where the
 * metric is a ratio: {@code z = (y - R d) / mean(d)} has the variance of {@code R = sum y / sum d}
 * times units (delta method). Differences of sums are taken before rounding, so that a large mean
 * costs a small variance no digit. For two or more units.
 */
record Moments(long units, double value, Spread spread) {

  /**
   * @param value variance of the (linearised) values
   * @param covariate variance of the covariate; 0 if there is none
   * @param both covariance of value and covariate
   * @param covariateMean mean of the covariate
   */
  record Spread(double value, double covariate, double both, double covariateMean) {

    /** Variance of {@code value - theta covariate}; rounding never makes it negative. */
    double adjusted(double theta) {
      return Math.max(0, value - 2 * theta * both + theta * theta * covariate);
    }
  }

  static Moments of(MetricSums sums) {
    long n = sums.units();
    double x = covariance(sums, Term.X, Term.X, Term.XX);
    double xMean = sums.sum(Term.X).value() / n;
    double yy = covariance(sums, Term.Y, Term.Y, Term.YY);
    double xy = covariance(sums, Term.X, Term.Y, Term.XY);
    if (!sums.spec().isRatio()) {
      return new Moments(n, sums.sum(Term.Y).value() / n, new Spread(yy, x, xy, xMean));
    }
    double d = sums.sum(Term.D).value() / n;
    double ratio = sums.sum(Term.Y).value() / sums.sum(Term.D).value();
    double yd = covariance(sums, Term.Y, Term.D, Term.YD);
    double dd = covariance(sums, Term.D, Term.D, Term.DD);
    double xd = covariance(sums, Term.X, Term.D, Term.XD);
    double spread = Math.max(0, (yy - 2 * ratio * yd + ratio * ratio * dd) / (d * d));
    return new Moments(n, ratio, new Spread(spread, x, (xy - ratio * xd) / d, xMean));
  }

  /** {@code (n sum(ab) - sum(a) sum(b)) / (n (n - 1))}, the difference exact. */
  private static double covariance(MetricSums sums, Term a, Term b, Term product) {
    BigDecimal n = BigDecimal.valueOf(sums.units());
    BigDecimal exact =
        sums.sum(product)
            .exact()
            .multiply(n)
            .subtract(sums.sum(a).exact().multiply(sums.sum(b).exact()));
    return exact.doubleValue() / sums.units() / (sums.units() - 1);
  }
}
