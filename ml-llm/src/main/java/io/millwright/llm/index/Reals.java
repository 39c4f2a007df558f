package io.millwright.llm.index;

import java.math.BigDecimal;

/** Exact comparison of whole and real numbers; a cast alone is wrong above 2^53. */
final class Reals {

  private Reals() {}

  static int compare(long whole, double real) {
    if (real == Double.POSITIVE_INFINITY) {
      return -1;
    }
    if (real == Double.NEGATIVE_INFINITY) {
      return 1;
    }
    return BigDecimal.valueOf(whole).compareTo(new BigDecimal(real));
  }

  /** Smallest double that is at least the whole number. */
  static double ceiling(long whole) {
    double near = (double) whole;
    return compare(whole, near) > 0 ? Math.nextUp(near) : near;
  }

  /** Largest double that is at most the whole number. */
  static double floor(long whole) {
    double near = (double) whole;
    return compare(whole, near) < 0 ? Math.nextDown(near) : near;
  }
}
