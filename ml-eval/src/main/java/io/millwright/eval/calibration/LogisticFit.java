package io.millwright.eval.calibration;

import io.millwright.calibration.LogOdds;

/**
 * The minimum of {@code sum w (-t ln p - (1 - t) ln(1 - p))} over {@code p = sigmoid(sum_k b_k x_k
 * + c)}, by Newton's method with halved steps. Targets may lie between 0 and 1.
 *
 * <p>Columns are standardised first; one that is constant gets the coefficient 0.
 */
final class LogisticFit {

  private static final int MOST_STEPS = 100;

  /** Where classes are separated, steps stay near 1 for ever; at a minimum they vanish. */
  private static final double SMALL = 1e-12;

  private static final double ROUNDING = 1e-6;

  /** One for each column, then the intercept; of standardised columns until the end. */
  private final double[] coefficients;

  private final boolean converged;

  private LogisticFit(double[] coefficients, boolean converged) {
    this.coefficients = coefficients;
    this.converged = converged;
  }

  /** The coefficient of a column. */
  double slope(int column) {
    return coefficients[column];
  }

  double intercept() {
    return coefficients[coefficients.length - 1];
  }

  /** Whether steps vanished: false where no finite minimum exists. */
  boolean converged() {
    return converged;
  }

  static LogisticFit of(double[][] columns, double[] targets, double[] weights) {
    int d = columns.length;
    double[] mean = new double[d];
    double[] scale = new double[d];
    double[][] standard = new double[d][];
    for (int k = 0; k < d; k++) {
      standard[k] = standardised(columns[k], weights, mean, scale, k);
    }
    Newton newton = new Newton(standard, targets, weights);
    boolean converged = newton.run();
    double[] b = newton.b;
    for (int k = 0; k < d; k++) {
      b[k] = scale[k] == 0 ? 0 : b[k] / scale[k];
      b[d] -= b[k] * mean[k];
    }
    return new LogisticFit(b, converged);
  }

  private static double[] standardised(
      double[] column, double[] weights, double[] mean, double[] scale, int k) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < column.length; i++) {
      total += weights[i];
      sum += weights[i] * column[i];
    }
    mean[k] = sum / total;
    double squares = 0;
    for (int i = 0; i < column.length; i++) {
      double d = column[i] - mean[k];
      squares += weights[i] * d * d;
    }
    double sd = Math.sqrt(squares / total);
    scale[k] = sd <= 1e-12 * Math.max(1, Math.abs(mean[k])) ? 0 : sd;
    double[] standard = new double[column.length];
    for (int i = 0; i < column.length; i++) {
      standard[i] = scale[k] == 0 ? 0 : (column[i] - mean[k]) / scale[k];
    }
    return standard;
  }

  /** The iteration; gradient and Hessian are per unit of weight. */
  private static final class Newton {

    private final double[][] x;
    private final double[] targets;
    private final double[] weights;
    private final double total;
    private final double[] b;
    private final double[] gradient;
    private final double[][] hessian;

    Newton(double[][] x, double[] targets, double[] weights) {
      this.x = x;
      this.targets = targets;
      this.weights = weights;
      int d = x.length + 1;
      this.b = new double[d];
      this.gradient = new double[d];
      this.hessian = new double[d][d];
      double sum = 0;
      double positive = 0;
      for (int i = 0; i < targets.length; i++) {
        sum += weights[i];
        positive += weights[i] * targets[i];
      }
      total = sum;
      b[d - 1] = LogOdds.of(positive / sum);
    }

    boolean run() {
      double loss = derive(b);
      for (int step = 0; step < MOST_STEPS; step++) {
        double[] move = CholeskySolve.of(hessian, gradient);
        if (largest(move) <= SMALL * (1 + largest(b))) {
          return true;
        }
        double[] next = b.clone();
        double lower = Double.NaN;
        // Near the minimum rounding hides the gain: a full step is then right all the same.
        double most = loss + 1e-13 * (1 + loss);
        for (double length = 1; length > 1e-10; length /= 2) {
          for (int k = 0; k < b.length; k++) {
            next[k] = b[k] - length * move[k];
          }
          lower = loss(next);
          if (lower <= most) {
            break;
          }
        }
        if (!(lower <= most)) {
          // No step helps any more: rounding is all that is left, if the step was small.
          return largest(move) <= ROUNDING * (1 + largest(b));
        }
        System.arraycopy(next, 0, b, 0, b.length);
        loss = derive(b);
      }
      return false;
    }

    private static double largest(double[] values) {
      double largest = 0;
      for (double value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      return largest;
    }

    private double sum(double[] at, int row) {
      double sum = at[x.length];
      for (int k = 0; k < x.length; k++) {
        sum += at[k] * x[k][row];
      }
      return sum;
    }

    private double loss(double[] at) {
      double loss = 0;
      for (int i = 0; i < targets.length; i++) {
        if (weights[i] > 0) {
          double z = sum(at, i);
          // ln(1 + e^z) - t z, without overflow.
          loss +=
              weights[i]
                  * (Math.max(z, 0)
                      + StrictMath.log1p(StrictMath.exp(-Math.abs(z)))
                      - targets[i] * z);
        }
      }
      return loss / total;
    }

    /** Fills gradient and Hessian; gives the loss. */
    private double derive(double[] at) {
      int d = b.length;
      java.util.Arrays.fill(gradient, 0);
      for (double[] row : hessian) {
        java.util.Arrays.fill(row, 0);
      }
      double[] row = new double[d];
      row[d - 1] = 1;
      for (int i = 0; i < targets.length; i++) {
        if (weights[i] == 0) {
          continue;
        }
        for (int k = 0; k < d - 1; k++) {
          row[k] = x[k][i];
        }
        double p = LogOdds.probability(sum(at, i));
        double residual = weights[i] * (p - targets[i]) / total;
        double curvature = weights[i] * p * (1 - p) / total;
        for (int k = 0; k < d; k++) {
          gradient[k] += residual * row[k];
          for (int l = 0; l <= k; l++) {
            hessian[k][l] += curvature * row[k] * row[l];
          }
        }
      }
      return loss(at);
    }
  }
}
