package io.millwright.monitor.drift;

import io.millwright.Require;
import io.millwright.eval.significance.TestResult;
import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * Chi-square tests of counts: two samples against each other, or one against expected counts.
 *
 * <p>Comparing live counts with a reference is the two-sample case, {@link #contingency}: a test of
 * fit would take the reference for the truth and see drift where there is none. Pure functions.
 *
 * @see <a href="https://doi.org/10.1080/14786440009463897">Pearson (1900)</a>
 */
public final class ChiSquare {

  /** Which distance of counts is summed. */
  public enum Statistic {
    /** {@code sum (O - E)² / E}. */
    PEARSON,
    /** {@code 2 sum O ln(O / E)}, the G test. */
    LOG_LIKELIHOOD
  }

  private ChiSquare() {}

  /**
   * Whether rows and columns of a table of counts are independent.
   *
   * @param table counts, at least 0, a rectangle; no row and no column may be all 0
   * @param yates with one degree of freedom, moves each count towards its expectation by at most ½
   * @return statistic 0 and p-value 1 when there is one row or one column
   */
  public static TestResult contingency(double[][] table, boolean yates, Statistic statistic) {
    double[][] expected = expected(table);
    int degrees = (table.length - 1) * (table[0].length - 1);
    if (degrees == 0) {
      return new TestResult(0, 1);
    }
    double sum = 0;
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table[i].length; j++) {
        double e = expected[i][j];
        double o = table[i][j];
        if (yates && degrees == 1) {
          o += Math.signum(e - o) * Math.min(0.5, Math.abs(e - o));
        }
        sum += term(o, e, statistic);
      }
    }
    return new TestResult(sum, survival(sum, degrees));
  }

  private static double term(double observed, double expected, Statistic statistic) {
    if (statistic == Statistic.PEARSON) {
      return (observed - expected) * (observed - expected) / expected;
    }
    return observed == 0 ? 0 : 2 * observed * StrictMath.log(observed / expected);
  }

  /**
   * The counts expected under independence: row sum times column sum over the total.
   *
   * @throws IllegalArgumentException if a row or column is all 0 or the table is no rectangle
   */
  public static double[][] expected(double[][] table) {
    Require.atLeast("Rows of the table", table.length, 1);
    int columns = Require.atLeast("Columns of the table", table[0].length, 1);
    double[] rowSums = new double[table.length];
    double[] columnSums = new double[columns];
    double total = 0;
    for (int i = 0; i < table.length; i++) {
      if (table[i].length != columns) {
        throw new IllegalArgumentException(
            "Table must have " + columns + " columns in every row; has others in row " + i + ".");
      }
      for (int j = 0; j < columns; j++) {
        rowSums[i] += count(table[i][j]);
        columnSums[j] += table[i][j];
        total += table[i][j];
      }
    }
    double[][] expected = new double[table.length][columns];
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < columns; j++) {
        expected[i][j] = rowSums[i] * columnSums[j] / total;
        if (!(expected[i][j] > 0)) {
          throw new IllegalArgumentException(
              "Expected count must be greater than 0; was "
                  + expected[i][j]
                  + " (row "
                  + i
                  + ", column "
                  + j
                  + "). Leave out rows and columns without counts.");
        }
      }
    }
    return expected;
  }

  private static double count(double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw Require.violated("Count", "finite and at least 0", value);
    }
    return value;
  }

  /**
   * Whether counts fit expected counts.
   *
   * @param observed at least two counts
   * @param expected one for each, greater than 0, with the same sum within 1e-8 of it
   * @param lostDegrees how many parameters were estimated from the counts
   */
  public static TestResult goodnessOfFit(double[] observed, double[] expected, int lostDegrees) {
    Require.atLeast("Number of counts", observed.length, 2);
    if (expected.length != observed.length) {
      throw Require.violated("Number of expected counts", "" + observed.length, expected.length);
    }
    double sumObserved = Arrays.stream(observed).map(ChiSquare::count).sum();
    double sumExpected = Arrays.stream(expected).sum();
    if (!(Math.abs(sumObserved - sumExpected) <= 1e-8 * Math.min(sumObserved, sumExpected))) {
      throw new IllegalArgumentException(
          "Expected counts must have the sum of the observed, "
              + sumObserved
              + "; was "
              + sumExpected
              + ".");
    }
    double sum = 0;
    for (int i = 0; i < observed.length; i++) {
      sum += term(observed[i], Require.positive("Expected count", expected[i]), Statistic.PEARSON);
    }
    int degrees = Require.atLeast("Degrees of freedom", observed.length - 1 - lostDegrees, 1);
    return new TestResult(sum, survival(sum, degrees));
  }

  /**
   * Cramér's V, the strength of association in a table of counts, 0..1: {@code sqrt(chi² / (n
   * min(rows - 1, columns - 1)))}.
   *
   * @param table at least two rows and two columns, as for {@link #contingency}
   */
  public static double cramersV(double[][] table) {
    double total = Arrays.stream(table).flatMapToDouble(Arrays::stream).sum();
    double chi2 = contingency(table, false, Statistic.PEARSON).statistic();
    int smaller = Require.atLeast("Rows and columns", Math.min(table.length, table[0].length), 2);
    return StrictMath.sqrt(chi2 / (total * (smaller - 1)));
  }

  /**
   * P(X &gt;= x) of the chi-square law.
   *
   * @param degrees at least 1
   */
  public static double survival(double x, int degrees) {
    Require.atLeast("Degrees of freedom", degrees, 1);
    if (x <= 0) {
      return 1;
    }
    return Gamma.regularizedGammaQ(degrees / 2.0, x / 2, 1e-15, 1_000_000);
  }

  /**
   * The x with P(X &gt;= x) = share, by bisection to 1e-9 of x.
   *
   * @param share strictly between 0 and 1
   */
  public static double upperQuantile(double share, int degrees) {
    Require.openShare("Share", share);
    double low = 0;
    double high = degrees + 10;
    while (survival(high, degrees) > share) {
      high *= 2;
    }
    while (high - low > 1e-9 * high) {
      double middle = (low + high) / 2;
      if (survival(middle, degrees) > share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
