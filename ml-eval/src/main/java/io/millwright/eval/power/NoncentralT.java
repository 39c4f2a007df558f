package io.millwright.eval.power;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * Tails of the non-central t distribution, {@code T' = (Z + delta) / S} with {@code S² ~ chi²(df) /
 * df}: {@code P(T' > t) = E[Phi(delta - t S)]}, integrated over the density of {@code S} by
 * composite Gauss–Legendre quadrature. Both tails are integrals of positive terms, so that small
 * ones keep their relative precision.
 */
final class NoncentralT {

  private static final double SQRT2 = Math.sqrt(2);

  /** Above this, the expansion of the quantile in 1/df is exact to 1e-13. */
  private static final double MANY = 1e5;

  /** Half widths of S's density in standard deviations; outside lies less than 1e-17. */
  private static final double REACH = 12;

  private static final int PANELS = 40;
  private static final int MOST_PANELS = 20_000;

  /** Nodes and weights of the 10-point rule on [-1, 1], its positive half. */
  private static final double[] NODES = {
    0.1488743389816312,
    0.4333953941292472,
    0.6794095682990244,
    0.8650633666889845,
    0.9739065285171717
  };

  private static final double[] WEIGHTS = {
    0.2955242247147529,
    0.2692667193099963,
    0.2190863625159820,
    0.1494513491505806,
    0.0666713443086881
  };

  private NoncentralT() {}

  /** {@code P(T' > t)}; {@code df >= 1}. */
  static double above(double t, double df, double delta) {
    double spread = 1 / Math.sqrt(2 * df);
    double low = Math.max(0, 1 - REACH * spread);
    double high = 1 + REACH * spread;
    int panels = (int) Math.min(MOST_PANELS, PANELS + (high - low) * Math.abs(t) * 2);
    double logScale = logScale(df);
    double half = (high - low) / panels / 2;
    double sum = 0;
    for (int p = 0; p < panels; p++) {
      double middle = low + (2 * p + 1) * half;
      for (int k = 0; k < NODES.length; k++) {
        double s = NODES[k] * half;
        sum +=
            WEIGHTS[k]
                * (term(middle - s, t, df, delta, logScale)
                    + term(middle + s, t, df, delta, logScale));
      }
    }
    return Math.min(1, sum * half);
  }

  /** {@code P(T' < t)}. */
  static double below(double t, double df, double delta) {
    return above(-t, df, -delta);
  }

  private static double term(double s, double t, double df, double delta, double logScale) {
    double u = s - 1;
    double logS = Math.log1p(u);
    double density = Math.exp(logScale + df * (logS - u - u * u / 2) - logS);
    return density * phi(delta - t * s);
  }

  /** Log of the density of S at 1, by Stirling's formula so that nothing large cancels. */
  private static double logScale(double df) {
    double a = df / 2;
    double error =
        a < 20
            ? Gamma.logGamma(a) - ((a - 0.5) * Math.log(a) - a + 0.5 * Math.log(2 * Math.PI))
            : (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / (a * a)) / (a * a)) / (a * a))
                / a;
    return Math.log(2) + 0.5 * Math.log(a / (2 * Math.PI)) - error;
  }

  static double phi(double z) {
    return 0.5 * Erf.erfc(-z / SQRT2);
  }

  /** The standard normal quantile. */
  static double z(double p) {
    return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(p);
  }

  /** The quantile of Student's t. */
  static double quantile(double p, double df) {
    if (df < MANY) {
      return new TDistribution(null, df, 1e-12).inverseCumulativeProbability(p);
    }
    double z = z(p);
    double z2 = z * z;
    return z + z * (z2 + 1) / (4 * df) + z * ((5 * z2 + 16) * z2 + 3) / (96 * df * df);
  }
}
