package io.millwright.features;

/**
 * Rotates the columns of a small square matrix in pairs until all are orthogonal: they are then its
 * left singular vectors times its singular values.
 *
 * @see <a href="https://doi.org/10.1137/0613074">Demmel, Veselić (1992), Jacobi's method is more
 *     accurate than QR</a>
 */
final class OneSidedJacobi {

  private static final int MOST_SWEEPS = 60;
  private static final double ORTHOGONAL = 1e-15;

  private OneSidedJacobi() {}

  /**
   * @param columns changed in place
   */
  static void rotate(double[][] columns) {
    boolean turned = true;
    for (int sweep = 0; sweep < MOST_SWEEPS && turned; sweep++) {
      turned = false;
      for (int i = 0; i < columns.length; i++) {
        for (int j = i + 1; j < columns.length; j++) {
          turned |= rotate(columns[i], columns[j]);
        }
      }
    }
  }

  private static boolean rotate(double[] a, double[] b) {
    double alpha = RandomizedSvd.dot(a, a);
    double beta = RandomizedSvd.dot(b, b);
    double gamma = RandomizedSvd.dot(a, b);
    if (gamma == 0 || Math.abs(gamma) <= ORTHOGONAL * Math.sqrt(alpha) * Math.sqrt(beta)) {
      return false;
    }
    double zeta = (beta - alpha) / (2 * gamma);
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = cosine * tangent;
    for (int i = 0; i < a.length; i++) {
      double x = a[i];
      a[i] = cosine * x - sine * b[i];
      b[i] = sine * x + cosine * b[i];
    }
    return true;
  }
}
