package io.millwright.eval.experiment;

import io.millwright.eval.experiment.MetricSums.Term;
import io.millwright.eval.metric.Direction;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * One arm against the control on one metric, as a gain: greater than 0 when better.
 *
 * <p>With a covariate both arms are adjusted by one {@code theta = Cov(z, x) / Var(x)} over the
 * units of both together (CUPED).
 *
 * @see <a href="https://doi.org/10.1145/2433396.2433413">Deng, Xu, Kohavi, Walker (2013), Improving
 *     the sensitivity of online controlled experiments by utilizing pre-experiment data</a>
 */
record Contrast(Moments treatment, Moments control, Adjustment adjustment, double sign) {

  /**
   * @param theta slope of the pooled units; 0 without or with a constant covariate
   * @param reduction share of the pooled variance that the adjustment takes away
   */
  record Adjustment(double theta, double reduction) {}

  private static final double CONTROL_LEVEL = 0.05;

  /** Why there is no contrast, if there is none. */
  static Optional<String> obstacle(MetricSums treatment, MetricSums control) {
    if (treatment.units() < 2 || control.units() < 2) {
      return Optional.of("an arm has fewer than two units");
    }
    if (treatment.spec().isRatio() && (zero(treatment) || zero(control))) {
      return Optional.of("the denominators of an arm add up to 0");
    }
    Contrast contrast = of(treatment, control);
    return contrast.standardError() > 0
        ? Optional.empty()
        : Optional.of("the units of both arms are all alike");
  }

  private static boolean zero(MetricSums sums) {
    return sums.sum(Term.D).value() == 0;
  }

  /** The contrast of sums without an obstacle. */
  static Contrast of(MetricSums treatment, MetricSums control) {
    MetricSums together = treatment.copy();
    together.merge(control);
    Adjustment adjustment = adjustment(together);
    boolean higher = treatment.spec().direction() == Direction.HIGHER_IS_BETTER;
    return new Contrast(Moments.of(treatment), Moments.of(control), adjustment, higher ? 1 : -1);
  }

  private static Adjustment adjustment(MetricSums together) {
    if (together.spec().covariate().isEmpty()) {
      return new Adjustment(0, 0);
    }
    Moments.Spread pooled = Moments.of(together).spread();
    double theta = pooled.covariate() == 0 ? 0 : pooled.both() / pooled.covariate();
    double reduction = pooled.value() == 0 ? 0 : 1 - pooled.adjusted(theta) / pooled.value();
    return new Adjustment(theta, reduction);
  }

  double gain() {
    double covariates = treatment.spread().covariateMean() - control.spread().covariateMean();
    return sign * (treatment.value() - control.value() - adjustment.theta() * covariates);
  }

  double standardError() {
    return Math.sqrt(part(treatment) + part(control));
  }

  private double part(Moments arm) {
    return arm.spread().adjusted(adjustment.theta()) / arm.units();
  }

  long units() {
    return treatment.units() + control.units();
  }

  /** Welch–Satterthwaite. */
  private double degrees() {
    double t = part(treatment);
    double c = part(control);
    return (t + c) * (t + c) / (t * t / (treatment.units() - 1) + c * c / (control.units() - 1));
  }

  /** Two-sided, against a gain of {@code margin}. */
  double pValue(double margin) {
    double t = Math.abs(gain() - margin) / standardError();
    return Math.min(1, 2 * new TDistribution(null, degrees()).cumulativeProbability(-t));
  }

  Estimate fixed(double alpha) {
    TDistribution welch = new TDistribution(null, degrees());
    double half = -welch.inverseCumulativeProbability(alpha / 2) * standardError();
    return around(gain(), half, alpha, "Welch t, one look" + adjusted());
  }

  /**
   * Gain as a share of the control's size, by the delta method; the control's own mean is the
   * denominator, and its covariance with the gain is part of the variance.
   */
  Estimate relative(double alpha) {
    double base = control.value();
    double variance = control.spread().value() / control.units();
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - alpha / 2);
    double enough =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - CONTROL_LEVEL / 2);
    if (Math.abs(base) <= enough * Math.sqrt(variance)) {
      return new Undefined("the control is not told apart from 0", units());
    }
    double difference = sign * gain();
    double shared =
        (control.spread().value() - adjustment.theta() * control.spread().both()) / control.units();
    double lift = difference / base;
    double error =
        Math.sqrt(
                Math.max(
                    0,
                    standardError() * standardError() + lift * lift * variance + 2 * lift * shared))
            / Math.abs(base);
    return around(
        sign * difference / Math.abs(base), z * error, alpha, "delta method" + adjusted());
  }

  Estimate alwaysValid(NormalMixture mixture, double alpha) {
    double half = mixture.halfWidth(standardError(), (double) units(), alpha);
    return around(gain(), half, alpha, "always valid, normal mixture" + adjusted());
  }

  double alwaysValidPValue(NormalMixture mixture, double margin) {
    return mixture.pValue((gain() - margin) / standardError(), (double) units());
  }

  private String adjusted() {
    return adjustment.theta() == 0 ? "" : ", adjusted for the covariate";
  }

  private Estimate around(double value, double half, double alpha, String method) {
    return new Measured(
        value, new Interval(value - half, value + half, 1 - alpha, method), units());
  }
}
