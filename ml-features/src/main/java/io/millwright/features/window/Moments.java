package io.millwright.features.window;

/**
 * Count, sum, spread, least and greatest of values, as a running total that others can be joined
 * to. Not thread-safe.
 *
 * <p>The sum {@code S} and the sum of squared deviations {@code Q} are each an unevaluated sum of
 * two doubles (about 106 bits). Values join by {@code Q += (n x - S)^2 / (n (n + 1))}, totals by
 * {@code Q += (nA SB - nB SA)^2 / (nA nB (nA + nB))}, so nothing is ever subtracted from a sum and
 * nothing drifts. A sum is exact while every value is a multiple of some {@code q} and {@code sum
 * |x| < 2^104 q}, as amounts in cents are.
 *
 * @see <a href="https://doi.org/10.1007/BF01397083">Dekker (1971), A floating-point technique for
 *     extending the available precision</a>
 * @see <a href="https://www.cs.yale.edu/publications/techreports/tr222.pdf">Chan, Golub, LeVeque
 *     (1979), Updating formulae and a pairwise algorithm for computing sample variances</a>
 */
final class Moments {

  /** Doubles that {@link #store} writes. */
  static final int SIZE = 7;

  private static final double SPLITTER = 0x1p27 + 1;

  private final boolean spread;
  private double n;
  private double sum;
  private double sumLow;
  private double squares;
  private double squaresLow;
  private double least;
  private double greatest;

  // The result of the last operation on pairs.
  private double high;
  private double low;

  /**
   * Nothing yet.
   *
   * @param spread whether the sum of squared deviations is kept, the dearest part
   */
  Moments(boolean spread) {
    this.spread = spread;
    reset();
  }

  void reset() {
    n = 0;
    sum = 0;
    sumLow = 0;
    squares = 0;
    squaresLow = 0;
    least = Double.NaN;
    greatest = Double.NaN;
  }

  /** Joins a value; NaN is missing and not counted. */
  void add(double x) {
    if (Double.isNaN(x)) {
      return;
    }
    if (n == 0) {
      first(1, x, 0, 0, 0, x, x);
      return;
    }
    if (spread) {
      multiply(x, 0, n);
      plus(high, low, -sum, -sumLow);
      joinSquare(n, n + 1);
    }
    plus(sum, sumLow, x, 0);
    sum = high;
    sumLow = low;
    n++;
    least = Math.min(least, x);
    greatest = Math.max(greatest, x);
  }

  /** Joins a total that {@link #store} wrote. */
  void join(double[] from, int at) {
    double m = from[at];
    if (m == 0) {
      return;
    }
    if (n == 0) {
      first(m, from[at + 1], from[at + 2], from[at + 3], from[at + 4], from[at + 5], from[at + 6]);
      return;
    }
    if (spread) {
      multiply(from[at + 1], from[at + 2], n);
      double scaled = high;
      double scaledLow = low;
      multiply(sum, sumLow, m);
      plus(scaled, scaledLow, -high, -low);
      joinSquare(n * m, n + m);
      plus(squares, squaresLow, from[at + 3], from[at + 4]);
      squares = high;
      squaresLow = low;
    }
    plus(sum, sumLow, from[at + 1], from[at + 2]);
    sum = high;
    sumLow = low;
    n += m;
    least = Math.min(least, from[at + 5]);
    greatest = Math.max(greatest, from[at + 6]);
  }

  /** Joins another total. */
  void join(Moments other) {
    double[] stored = new double[SIZE];
    other.store(stored, 0);
    join(stored, 0);
  }

  private void first(
      double m, double s, double sLow, double q, double qLow, double smallest, double largest) {
    n = m;
    sum = s;
    sumLow = sLow;
    squares = q;
    squaresLow = qLow;
    least = smallest;
    greatest = largest;
  }

  void store(double[] into, int at) {
    into[at] = n;
    into[at + 1] = sum;
    into[at + 2] = sumLow;
    into[at + 3] = squares;
    into[at + 4] = squaresLow;
    into[at + 5] = least;
    into[at + 6] = greatest;
  }

  /** The statistic, NaN where it does not exist. */
  double stat(Stat stat, int minPeriods) {
    if (stat == Stat.COUNT) {
      return n;
    }
    if (n == 0 || n < minPeriods) {
      return Double.NaN;
    }
    return switch (stat) {
      case SUM -> sum;
      case MEAN -> mean();
      case STD -> n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
      case MIN -> least;
      case MAX -> greatest;
      case COUNT, MEDIAN -> throw new IllegalStateException("Moments have no " + stat + ".");
    };
  }

  private double mean() {
    divide(sum, sumLow, n);
    return high;
  }

  /** Adds the square of the last result, divided by both, to the squares. */
  private void joinSquare(double divisor, double secondDivisor) {
    double d = high;
    double dLow = low;
    if (d == 0) {
      return;
    }
    product(d, d);
    quickSum(high, low + 2 * d * dLow);
    double both = divisor * secondDivisor;
    if (both <= 0x1p53) { // whole and so exact
      divide(high, low, both);
    } else {
      divide(high, low, divisor);
      divide(high, low, secondDivisor);
    }
    plus(squares, squaresLow, high, low);
    squares = high;
    squaresLow = low;
  }

  private void plus(double a, double aLow, double b, double bLow) {
    double s = a + b;
    double v = s - a;
    double e = (a - (s - v)) + (b - v);
    double t = aLow + bLow;
    double u = t - aLow;
    double f = (aLow - (t - u)) + (bLow - u);
    quickSum(s, e + t);
    quickSum(high, low + f);
  }

  private void multiply(double a, double aLow, double b) {
    product(a, b);
    quickSum(high, low + aLow * b);
  }

  private void divide(double a, double aLow, double b) {
    double q = a / b;
    product(q, b);
    double rest = ((a - high) - low) + aLow;
    quickSum(q, rest / b);
  }

  /** Exact, within the bounds that the reader of cells keeps. */
  private void product(double a, double b) {
    double p = a * b;
    double c = SPLITTER * a;
    double aHigh = c - (c - a);
    double aRest = a - aHigh;
    double d = SPLITTER * b;
    double bHigh = d - (d - b);
    double bRest = b - bHigh;
    high = p;
    low = ((aHigh * bHigh - p) + aHigh * bRest + aRest * bHigh) + aRest * bRest;
  }

  private void quickSum(double a, double b) {
    high = a + b;
    low = b - (high - a);
  }
}
