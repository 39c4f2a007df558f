package io.millwright.train;

import io.millwright.Progress;

/**
 * Minimises a {@link LogLoss} by Newton steps, each found by conjugate gradients with a diagonal
 * preconditioner and shortened until the loss falls enough (Armijo).
 *
 * <p>Ends where the largest component of the gradient, in the units of the preconditioner, is a
 * billionth of what it was or of the total weight. Single-threaded, in a fixed order: the same bits
 * each time.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal, Wright (2006), Numerical
 *     Optimization</a>, algorithms 7.1 and 5.3
 */
final class NewtonSolver {

  private static final int MAX_STEPS = 200;
  private static final int MAX_INNER = 500;
  private static final int MAX_HALVINGS = 50;
  private static final double TOLERANCE = 1e-9;

  private NewtonSolver() {}

  static double[] minimise(LogLoss loss, double totalWeight, Progress progress) {
    double[] w = new double[loss.size()];
    double value = loss.value(w);
    for (int step = 0; step < MAX_STEPS; step++) {
      progress.update("logistic regression", step, -1);
      double[] gradient = loss.gradient();
      double[] diagonal = loss.diagonal();
      double size = scaledNorm(gradient, diagonal);
      if (size * size <= TOLERANCE * TOLERANCE * Math.max(1, totalWeight)) {
        return w;
      }
      double[] direction = direction(loss, gradient, diagonal);
      double slope = dot(gradient, direction);
      // Half the slope is about how far the loss can still fall; below rounding there is no way on.
      if (-slope <= 1e-14 * Math.abs(value)) {
        return w;
      }
      double length = 1;
      double[] next = plus(w, length, direction);
      double nextValue = loss.value(next);
      for (int h = 0; !(nextValue <= value + 1e-4 * length * slope); h++) {
        if (h == MAX_HALVINGS) {
          throw unconverged(step);
        }
        length /= 2;
        next = plus(w, length, direction);
        nextValue = loss.value(next);
      }
      w = next;
      value = nextValue;
    }
    throw unconverged(MAX_STEPS);
  }

  private static TrainingException unconverged(int steps) {
    return new TrainingException(
        "Logistic regression must reach its optimum; did not in "
            + steps
            + " steps. Standardize the features or raise l2.");
  }

  /** An approximate solution d of H d = -g, always a direction of descent. */
  private static double[] direction(LogLoss loss, double[] gradient, double[] diagonal) {
    int n = gradient.length;
    double[] d = new double[n];
    double[] r = new double[n];
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      r[i] = -gradient[i];
      z[i] = r[i] / diagonal[i];
    }
    double[] s = z.clone();
    double rz = dot(r, z);
    double goal = rz * Math.min(1e-2, rz) * 1e-2;
    for (int k = 0; k < Math.min(MAX_INNER, 4 * n) && rz > goal; k++) {
      double[] hs = loss.curve(s);
      double curvature = dot(s, hs);
      if (curvature <= 0) {
        break;
      }
      double alpha = rz / curvature;
      for (int i = 0; i < n; i++) {
        d[i] += alpha * s[i];
        r[i] -= alpha * hs[i];
        z[i] = r[i] / diagonal[i];
      }
      double next = dot(r, z);
      double beta = next / rz;
      rz = next;
      for (int i = 0; i < n; i++) {
        s[i] = z[i] + beta * s[i];
      }
    }
    return d;
  }

  private static double scaledNorm(double[] gradient, double[] diagonal) {
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      sum += gradient[i] * gradient[i] / diagonal[i];
    }
    return StrictMath.sqrt(sum);
  }

  private static double[] plus(double[] w, double length, double[] direction) {
    double[] sum = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      sum[i] = w[i] + length * direction[i];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
