package io.millwright.eval.calibration;

/** Solves small symmetric systems of which only the lower half is given. */
final class CholeskySolve {

  private CholeskySolve() {}

  /**
   * The solution of {@code A x = b}; where A is not positive definite, of {@code (A + r I) x = b}
   * with the least r of a few powers of ten for which it is.
   */
  static double[] of(double[][] lower, double[] b) {
    double trace = 0;
    for (int k = 0; k < b.length; k++) {
      trace += lower[k][k];
    }
    double ridge = 0;
    for (int attempt = 0; attempt < 20; attempt++) {
      double[][] factor = factor(lower, ridge);
      if (factor.length > 0) {
        return substituted(factor, b);
      }
      ridge = ridge == 0 ? Math.max(trace, Double.MIN_NORMAL) * 1e-14 : ridge * 10;
    }
    return new double[b.length];
  }

  /** The lower factor, or nothing if a pivot is not clearly greater than 0. */
  private static double[][] factor(double[][] a, double ridge) {
    int d = a.length;
    double[][] l = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j] + (i == j ? ridge : 0);
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j) {
          if (!(sum > 1e-15 * a[i][i]) || !(sum > 0)) {
            return new double[0][];
          }
          l[i][i] = Math.sqrt(sum);
        } else {
          l[i][j] = sum / l[j][j];
        }
      }
    }
    return l;
  }

  private static double[] substituted(double[][] l, double[] b) {
    int d = b.length;
    double[] x = b.clone();
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = d - 1; i >= 0; i--) {
      for (int k = i + 1; k < d; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
