package io.millwright.eval.experiment;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** What is believed of an arm's mean reward: a distribution that can be drawn from. */
interface Posterior {

  double mean();

  double density(double x);

  double below(double x);

  double quantile(double p);

  double draw(RandomGenerator random);

  /** Uniform prior on a share: Beta(1 + successes, 1 + failures). */
  static Posterior share(double successes, double failures) {
    double a = 1 + successes;
    double b = 1 + failures;
    return new Scaled(
        new BetaDistribution(null, a, b, 1e-12),
        0,
        1,
        random -> {
          double x = gamma(a, random);
          return x / (x + gamma(b, random));
        });
  }

  /** Jeffreys prior on mean and variance: Student's t around the mean, n - 1 degrees of freedom. */
  static Posterior mean(Moments moments) {
    double df = moments.units() - 1.0;
    double scale = Math.sqrt(moments.spread().value() / moments.units());
    return new Scaled(
        new TDistribution(null, df),
        moments.value(),
        scale,
        random ->
            moments.value()
                + scale * random.nextGaussian() / Math.sqrt(gamma(df / 2, random) * 2 / df));
  }

  /** How one value is drawn. */
  interface Draw {
    double from(RandomGenerator random);
  }

  /** A distribution moved and stretched. */
  record Scaled(RealDistribution unit, double centre, double scale, Draw drawing)
      implements Posterior {

    @Override
    public double mean() {
      return centre + scale * unit.getNumericalMean();
    }

    @Override
    public double density(double x) {
      return unit.density((x - centre) / scale) / scale;
    }

    @Override
    public double below(double x) {
      return unit.cumulativeProbability((x - centre) / scale);
    }

    @Override
    public double quantile(double p) {
      return centre + scale * unit.inverseCumulativeProbability(p);
    }

    @Override
    public double draw(RandomGenerator random) {
      return drawing.from(random);
    }
  }

  /**
   * A gamma variate of scale 1.
   *
   * @param shape at least 1, or more by boosting
   * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia, Tsang (2000), A simple method
   *     for generating gamma variables</a>
   */
  static double gamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      double boost = StrictMath.pow(1 - random.nextDouble(), 1 / shape);
      return gamma(shape + 1, random) * boost;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double root = 1 + c * z;
      double v = root * root * root;
      double u = 1 - random.nextDouble();
      if (root > 0 && StrictMath.log(u) < 0.5 * z * z + d * (1 - v + StrictMath.log(v))) {
        return d * v;
      }
    }
  }
}
