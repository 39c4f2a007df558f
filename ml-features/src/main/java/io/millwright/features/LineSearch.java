package io.millwright.features;

import java.util.function.DoubleUnaryOperator;

/**
 * The lowest point of a function with one valley, by Brent's method: parabolas where they help,
 * golden sections where they do not. A value that is not a number counts as infinitely high.
 *
 * @see <a href="https://maths-people.anu.edu.au/~brent/pub/pub011.html">Brent (1973), Algorithms
 *     for minimization without derivatives, chapter 5</a>
 */
final class LineSearch {

  private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;
  private static final int MOST_STEPS = 200;

  private final DoubleUnaryOperator function;
  private final double tolerance;
  private double low;
  private double high;

  /** The best point so far, the second best, and the second best before. */
  private double best;

  private double second;
  private double third;
  private double atBest;
  private double atSecond;
  private double atThird;
  private double step;
  private double stepBefore;

  LineSearch(DoubleUnaryOperator function, double low, double high, double tolerance) {
    this(function, low, high, low + GOLDEN * (high - low), tolerance);
  }

  /** From a first guess, strictly between the ends. */
  LineSearch(
      DoubleUnaryOperator function, double low, double high, double guess, double tolerance) {
    this.function = function;
    this.low = low;
    this.high = high;
    this.tolerance = tolerance;
    best = guess;
    second = best;
    third = best;
    atBest = at(best);
    atSecond = atBest;
    atThird = atBest;
  }

  private double at(double x) {
    double y = function.applyAsDouble(x);
    return Double.isNaN(y) || y == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : y;
  }

  /** Where the function is lowest, to the tolerance; the same bits for the same function. */
  double lowest() {
    for (int i = 0; i < MOST_STEPS; i++) {
      double middle = (low + high) / 2;
      if (Math.abs(best - middle) <= 2 * tolerance - (high - low) / 2) {
        break;
      }
      choose(middle);
      double tried =
          Math.abs(step) >= tolerance ? best + step : best + (step > 0 ? tolerance : -tolerance);
      narrow(tried, at(tried));
    }
    return best;
  }

  /** Sets the step: to the foot of a parabola through three points, else a golden section. */
  private void choose(double middle) {
    double p = 0;
    double q = 0;
    double r = 0;
    if (Math.abs(stepBefore) > tolerance) {
      r = (best - second) * (atBest - atThird);
      q = (best - third) * (atBest - atSecond);
      p = (best - third) * q - (best - second) * r;
      q = 2 * (q - r);
      p = q > 0 ? -p : p;
      q = Math.abs(q);
      r = stepBefore;
      stepBefore = step;
    }
    boolean parabola =
        Math.abs(p) < Math.abs(q * r / 2) && p > q * (low - best) && p < q * (high - best);
    if (!parabola) {
      stepBefore = best < middle ? high - best : low - best;
      step = GOLDEN * stepBefore;
      return;
    }
    step = p / q;
    double tried = best + step;
    if (tried - low < 2 * tolerance || high - tried < 2 * tolerance) {
      step = best < middle ? tolerance : -tolerance;
    }
  }

  private void narrow(double tried, double height) {
    if (height <= atBest) {
      if (tried < best) {
        high = best;
      } else {
        low = best;
      }
      third = second;
      atThird = atSecond;
      second = best;
      atSecond = atBest;
      best = tried;
      atBest = height;
      return;
    }
    if (tried < best) {
      low = tried;
    } else {
      high = tried;
    }
    if (height <= atSecond || second == best) {
      third = second;
      atThird = atSecond;
      second = tried;
      atSecond = height;
    } else if (height <= atThird || third == best || third == second) {
      third = tried;
      atThird = height;
    }
  }
}
