package io.millwright.eval.significance;

import io.millwright.Require;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * Whether rows and columns of a two-by-two table of counts are independent, exactly, given its
 * margins.
 *
 * @param a first row, first column, at least 0
 * @param b first row, second column, at least 0
 * @param c second row, first column, at least 0
 * @param d second row, second column, at least 0
 * @see <a href="https://doi.org/10.2307/2340521">Fisher (1922)</a>
 */
public record FisherExact(int a, int b, int c, int d) {

  /** Tables this close to the observed one's probability count as equally likely. */
  private static final double SLACK = 1 + 1e-7;

  public FisherExact {
    Require.atLeast("Count a", a, 0);
    Require.atLeast("Count b", b, 0);
    Require.atLeast("Count c", c, 0);
    Require.atLeast("Count d", d, 0);
    Require.atLeast("Sum of counts", Math.addExact(Math.addExact(a, b), Math.addExact(c, d)), 1);
  }

  /**
   * {@code ad / (bc)}, infinite where only the denominator is 0.
   *
   * @throws IllegalArgumentException if a row or a column is empty: there is no ratio
   */
  public double oddsRatio() {
    if (marginIsEmpty()) {
      throw new IllegalArgumentException("Rows and columns must not be empty; one is.");
    }
    return (double) a * d / ((double) b * c);
  }

  private boolean marginIsEmpty() {
    return a + b == 0 || c + d == 0 || a + c == 0 || b + d == 0;
  }

  /**
   * The probability of tables at least as extreme: two-sided, those no likelier than this one;
   * greater, those with a larger {@code a}. 1 where a row or a column is empty.
   */
  public double pValue(Alternative alternative) {
    if (marginIsEmpty()) {
      return 1;
    }
    HypergeometricDistribution law =
        new HypergeometricDistribution(null, a + b + c + d, a + c, a + b);
    return switch (alternative) {
      case GREATER -> Math.min(1, law.upperCumulativeProbability(a));
      case LESS -> Math.min(1, law.cumulativeProbability(a));
      case TWO_SIDED -> {
        double observed = law.probability(a);
        double sum = 0;
        for (int k = law.getSupportLowerBound(); k <= law.getSupportUpperBound(); k++) {
          double p = law.probability(k);
          sum += p <= observed * SLACK ? p : 0;
        }
        yield Math.min(1, sum);
      }
    };
  }
}
