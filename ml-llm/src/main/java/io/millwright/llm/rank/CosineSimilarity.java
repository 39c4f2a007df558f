package io.millwright.llm.rank;

import io.millwright.Require;

/** The cosine of the angle between two vectors. Thread-safe: has no state. */
public final class CosineSimilarity {

  private CosineSimilarity() {}

  /**
   * {@code u·v / (|u| |v|)} in [-1, 1]; 0 if either is the zero vector. Neither overflows nor
   * vanishes for any finite numbers: each vector is divided by its largest magnitude first.
   *
   * @throws IllegalArgumentException if the lengths differ or a number is not finite
   */
  public static double of(double[] u, double[] v) {
    if (u.length != v.length) {
      throw Require.violated(
          "Length of the second vector", "that of the first, " + u.length, v.length);
    }
    double largestU = largest(u);
    double largestV = largest(v);
    if (largestU == 0 || largestV == 0) {
      return 0;
    }
    double uv = 0;
    double uu = 0;
    double vv = 0;
    for (int i = 0; i < u.length; i++) {
      double a = u[i] / largestU;
      double b = v[i] / largestV;
      uv += a * b;
      uu += a * a;
      vv += b * b;
    }
    return Math.max(-1, Math.min(1, uv / (Math.sqrt(uu) * Math.sqrt(vv))));
  }

  private static double largest(double[] vector) {
    double largest = 0;
    for (int i = 0; i < vector.length; i++) {
      Require.finite("Vector at " + i, vector[i]);
      largest = Math.max(largest, Math.abs(vector[i]));
    }
    return largest;
  }
}
