package io.millwright.eval.significance;

import io.millwright.Require;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values adjusted for the number of questions asked at once.
 *
 * <p>Rejecting every hypothesis whose adjusted value is at most α keeps the promise of the {@link
 * Method} at level α. Pure function.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg (1995),
 *     Controlling the false discovery rate</a>
 */
public final class MultipleTesting {

  /** What is kept below α, and under which dependence of the tests. */
  public enum Method {
    /** Chance of any false alarm; any dependence. */
    BONFERRONI,
    /** Chance of any false alarm; independent tests. */
    SIDAK,
    /** Chance of any false alarm; any dependence; finds at least as much as Bonferroni. */
    HOLM,
    /** Chance of any false alarm; independent tests; finds at least as much as Šidák. */
    HOLM_SIDAK,
    /** Chance of any false alarm; positively dependent tests. */
    SIMES_HOCHBERG,
    /** Expected share of false alarms among alarms; positively dependent tests. */
    BENJAMINI_HOCHBERG,
    /** Expected share of false alarms among alarms; any dependence. */
    BENJAMINI_YEKUTIELI
  }

  private MultipleTesting() {}

  /**
   * The adjusted p-values, at most 1, in the order given.
   *
   * @param pValues 0..1 each; may be none
   */
  public static double[] adjust(double[] pValues, Method method) {
    int m = pValues.length;
    for (double p : pValues) {
      Require.share("P-value", p);
    }
    int[] order =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[m];
    boolean fromTop = isStepUp(method);
    double running = fromTop ? 1 : 0;
    double harmonic = IntStream.rangeClosed(1, m).mapToDouble(i -> 1.0 / i).sum();
    for (int step = 0; step < m; step++) {
      int rank = fromTop ? m - step : step + 1;
      int position = order[rank - 1];
      double value = Math.min(1, single(pValues[position], rank, m, harmonic, method));
      running = fromTop ? Math.min(running, value) : Math.max(running, value);
      adjusted[position] = isStepDown(method) || fromTop ? running : value;
    }
    return adjusted;
  }

  private static boolean isStepUp(Method method) {
    return switch (method) {
      case SIMES_HOCHBERG, BENJAMINI_HOCHBERG, BENJAMINI_YEKUTIELI -> true;
      default -> false;
    };
  }

  private static boolean isStepDown(Method method) {
    return method == Method.HOLM || method == Method.HOLM_SIDAK;
  }

  private static double single(double p, int rank, int m, double harmonic, Method method) {
    return switch (method) {
      case BONFERRONI -> p * m;
      case SIDAK -> sidak(p, m);
      case HOLM, SIMES_HOCHBERG -> p * (m - rank + 1);
      case HOLM_SIDAK -> sidak(p, m - rank + 1);
      case BENJAMINI_HOCHBERG -> p * m / rank;
      case BENJAMINI_YEKUTIELI -> p * m / rank * harmonic;
    };
  }

  /** {@code 1 - (1 - p)^m}, also for tiny p. */
  private static double sidak(double p, int m) {
    return -StrictMath.expm1(m * StrictMath.log1p(-p));
  }
}
