package io.millwright.eval.experiment;

import io.millwright.Require;

/**
 * Intervals and p-values that stay valid however often one looks and whenever one stops.
 *
 * <p>A normal prior on the effect, mixed over, makes the likelihood ratio against any one effect a
 * martingale. With {@code k = precision * units} and {@code z} = (estimate - effect) / standard
 * error:
 *
 * <pre>{@code
 * ratio     = exp(z² k / (2 (1 + k))) / sqrt(1 + k)
 * halfWidth = se * sqrt((1 + k) / k * 2 ln(sqrt(1 + k) / alpha))
 * }</pre>
 *
 * <p><b>Assumption.</b> Independent units arriving in time order. For normal outcomes of known
 * variance this is the mixture sequential probability ratio test, exact at every sample size. With
 * an estimated variance, as experiments use it, it is the asymptotic confidence sequence: coverage
 * over all looks together approaches {@code 1 - alpha} as the first look moves to later; hence the
 * experiment takes no look before {@link #BURN_IN} units per arm. It is wider than an interval for
 * one look (about 1.5 times at its best sample size): that is the price of looking.
 *
 * @param precision prior variance per variance of one unit, greater than 0; decides at which sample
 *     size the interval is relatively tightest
 * @see <a href="https://doi.org/10.1287/opre.2021.2135">Johari, Koomen, Pekelis, Walsh (2022),
 *     Always valid inference</a>
 * @see <a href="https://arxiv.org/abs/2103.06476">Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas,
 *     Time-uniform central limit theory and asymptotic confidence sequences</a>
 */
public record NormalMixture(double precision) {

  /** Units per arm before which an experiment takes no look. */
  public static final long BURN_IN = 100;

  public NormalMixture {
    Require.positive("Precision", precision);
  }

  /**
   * The mixture that is about tightest at that sample size: {@code (-2 ln alpha + ln(1 - 2 ln
   * alpha)) / units}.
   *
   * @param alpha strictly between 0 and 1
   * @param units greater than 0
   */
  public static NormalMixture tunedFor(double alpha, double units) {
    double l = -2 * Math.log(Require.openShare("Alpha", alpha));
    return new NormalMixture((l + Math.log(1 + l)) / Require.positive("Units", units));
  }

  /**
   * Half the width of the interval at level {@code 1 - alpha}.
   *
   * @param standardError of the estimate now, at least 0
   * @param units so far, greater than 0
   * @param alpha strictly between 0 and 1
   */
  public double halfWidth(double standardError, double units, double alpha) {
    double k = precision * Require.positive("Units", units);
    double logTerm = 0.5 * Math.log1p(k) - Math.log(Require.openShare("Alpha", alpha));
    return standardError * Math.sqrt((1 + k) / k * 2 * logTerm);
  }

  /** Likelihood ratio of the mixture against the effect from which the estimate is z errors off. */
  public double likelihoodRatio(double z, double units) {
    double k = precision * Require.positive("Units", units);
    return Math.exp(z * z * k / (2 * (1 + k)) - 0.5 * Math.log1p(k));
  }

  /** {@code min(1, 1 / likelihoodRatio)}: at most alpha at some look with chance at most alpha. */
  public double pValue(double z, double units) {
    return Math.min(1, 1 / likelihoodRatio(z, units));
  }
}
