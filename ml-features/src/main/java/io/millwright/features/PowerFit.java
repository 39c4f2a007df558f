package io.millwright.features;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * The lambda of a power transform: the one that makes the training values most like a normal
 * sample.
 *
 * <p>It minimises {@code ln(Var T(x)) / 2 - (lambda - 1) mean(s)} over -5..5, with {@code s = ln x}
 * (Box-Cox) or {@code s = sign(x) ln(1 + |x|)} (Yeo-Johnson) and the population variance, by {@link
 * LineSearch}. It works on sorted values and in one thread, so that the order of rows changes no
 * bit. Values that are all equal give 1, which leaves their shape as it is.
 */
final class PowerFit {

  /** Lambda is sought from minus this to this. */
  static final double REACH = 5;

  /** Rounding of the likelihood hides differences of lambda below about 1e-8. */
  private static final double TOLERANCE = 1e-7;

  /** How many values give a first guess of lambda, and how far from it the search goes first. */
  private static final int SOME = 1_000;

  private static final double NEAR = 0.1;

  /** A lambda this near to 0 is taken as 0 in the search, where the limit is exact. */
  private static final double ZERO = 1e-10;

  private PowerFit() {}

  static Curve curve(Curve.Kind kind, SortedValues known) {
    if (known.min() == known.max()) {
      return new Curve(kind, 1);
    }
    return new Curve(kind, kind == Curve.Kind.BOX_COX ? boxCox(known) : yeoJohnson(known));
  }

  private static double boxCox(SortedValues known) {
    return search(PowerFit::oneSided, known.mapped(StrictMath::log), -REACH, REACH);
  }

  private static double yeoJohnson(SortedValues known) {
    if (known.min() >= 0) { // Box-Cox of 1 + x
      return search(PowerFit::oneSided, known.mapped(Curve::log1p), -REACH, REACH);
    }
    if (known.max() <= 0) { // mirrored: Box-Cox of 1 - x with 2 - lambda
      double[] mirrored = known.mapped(x -> Curve.log1p(-x));
      return 2 - search(PowerFit::oneSided, mirrored, 2 - REACH, 2 + REACH);
    }
    double[] signed = known.mapped(x -> x < 0 ? -Curve.log1p(-x) : Curve.log1p(x));
    return search(PowerFit::bothSides, signed, -REACH, REACH);
  }

  /** Many values are searched near the lambda of some of them first, which costs little. */
  private static double search(
      Function<double[], DoubleUnaryOperator> loss, double[] values, double low, double high) {
    if (values[0] == values[values.length - 1]) {
      return 1; // too near to each other for a logarithm to tell them apart
    }
    if (values.length > 4 * SOME) {
      int stride = values.length / SOME;
      double[] some = new double[(values.length - 1) / stride + 1];
      Arrays.setAll(some, i -> values[i * stride]);
      double guess = new LineSearch(loss.apply(some), low, high, NEAR / 100).lowest();
      double from = Math.max(low, guess - NEAR);
      double to = Math.min(high, guess + NEAR);
      if (from < guess && guess < to && some[0] < some[some.length - 1]) {
        double near = new LineSearch(loss.apply(values), from, to, guess, TOLERANCE).lowest();
        if (near - from > NEAR / 10 && to - near > NEAR / 10) { // a valley, and not its slope
          return near;
        }
      }
    }
    return new LineSearch(loss.apply(values), low, high, TOLERANCE).lowest();
  }

  /**
   * Loss of {@code (e^(lambda u) - 1) / lambda}. The largest exponential is taken out of the
   * variance, so that neither overflow nor cancellation makes values equal that are not.
   */
  private static DoubleUnaryOperator oneSided(double[] u) {
    double mean = mean(u);
    double first = Math.min(u[0], u[u.length - 1]);
    double last = Math.max(u[0], u[u.length - 1]);
    double[] t = new double[u.length];
    return lambda -> {
      double top = lambda > 0 ? last : first;
      if (Math.abs(lambda) < ZERO) {
        return StrictMath.log(variance(u)) / 2 + mean;
      }
      for (int i = 0; i < u.length; i++) {
        t[i] = expm1(lambda * (u[i] - top)) / lambda;
      }
      return StrictMath.log(variance(t)) / 2 + lambda * top - (lambda - 1) * mean;
    };
  }

  /** As {@link #oneSided} for values on both sides of 0, given as {@code sign(x) ln(1 + |x|)}. */
  private static DoubleUnaryOperator bothSides(double[] s) {
    double mean = mean(s);
    int negative = 0;
    while (s[negative] < 0) {
      negative++;
    }
    int split = negative;
    double[] t = new double[s.length];
    return lambda -> {
      double mirrored = 2 - lambda;
      for (int i = 0; i < split; i++) {
        t[i] = Math.abs(mirrored) < ZERO ? s[i] : -expm1(-mirrored * s[i]) / mirrored;
      }
      for (int i = split; i < s.length; i++) {
        t[i] = Math.abs(lambda) < ZERO ? s[i] : expm1(lambda * s[i]) / lambda;
      }
      return StrictMath.log(variance(t)) / 2 - (lambda - 1) * mean;
    };
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / values.length;
  }

  // ln 2 in two parts, the first with so few bits that its multiples up to 2^11 are exact.
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double PER_LN2 = 0x1.71547652b82fep0;

  /**
   * {@code e^t - 1} to a few units in the last place, of arithmetic alone and so the same
   * everywhere: the search calls it millions of times. Remainder {@code r = t - k ln 2}, then the
   * power series.
   */
  static double expm1(double t) {
    if (t < -40) {
      return -1; // e^-40 is below half a unit in the last place of 1
    }
    if (t > 709) {
      return Double.POSITIVE_INFINITY;
    }
    double k = Math.rint(t * PER_LN2);
    double r = t - k * LN2_HIGH - k * LN2_LOW;
    double series = 1 / 6227020800.0;
    series = series * r + 1 / 479001600.0;
    series = series * r + 1 / 39916800.0;
    series = series * r + 1 / 3628800.0;
    series = series * r + 1 / 362880.0;
    series = series * r + 1 / 40320.0;
    series = series * r + 1 / 5040.0;
    series = series * r + 1 / 720.0;
    series = series * r + 1 / 120.0;
    series = series * r + 1 / 24.0;
    series = series * r + 1 / 6.0;
    series = series * r + 1 / 2.0;
    series = series * r * r + r;
    double two = Double.longBitsToDouble(((long) k + 1023) << 52);
    return two * series + (two - 1);
  }
}
