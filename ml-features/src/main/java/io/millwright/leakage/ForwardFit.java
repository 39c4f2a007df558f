package io.millwright.leakage;

import java.util.ArrayList;
import java.util.List;

/**
 * Least squares with an intercept, one more column at each step: the one that explains most of what
 * is left (orthogonal matching pursuit; Pati, Rezaiifar and Krishnaprasad 1993). Columns are made
 * orthogonal by the modified Gram–Schmidt process, twice.
 */
final class ForwardFit {

  /** A column that has kept less than this share of its variance repeats chosen ones. */
  private static final double REPEATED = 1e-20;

  private final double[][] columns;
  private final double[] means;
  private final double[] scales;
  private final double yMean;
  private final List<Integer> chosen = new ArrayList<>();
  private final List<double[]> directions = new ArrayList<>();
  private final List<double[]> triangle = new ArrayList<>();
  private final List<Double> loads = new ArrayList<>();
  private final double[] left;
  private final double total;

  private ForwardFit(double[][] columns, double[] y) {
    this.columns = new double[columns.length][];
    this.means = new double[columns.length];
    this.scales = new double[columns.length];
    for (int j = 0; j < columns.length; j++) {
      means[j] = mean(columns[j]);
      this.columns[j] = centred(columns[j], means[j]);
      scales[j] = StrictMath.sqrt(dot(this.columns[j], this.columns[j]));
      scale(this.columns[j], scales[j] > 0 ? 1 / scales[j] : 0);
    }
    this.yMean = mean(y);
    this.left = centred(y, yMean);
    this.total = dot(left, left);
  }

  /**
   * Fits until at most {@code enough} of the variance is left, no column helps, or {@code most}
   * columns are chosen.
   */
  static ForwardFit of(double[][] columns, double[] y, double enough, int most) {
    ForwardFit fit = new ForwardFit(columns, y);
    while (fit.chosen.size() < most && fit.leftShare() > enough && fit.step()) {}
    return fit;
  }

  /** The columns chosen, in the order of the steps. */
  List<Integer> chosen() {
    return chosen;
  }

  /** Share of the variance of y that is not explained. */
  double leftShare() {
    return total == 0 ? 1 : dot(left, left) / total;
  }

  private boolean step() {
    int best = -1;
    double gain = 0;
    double[] bestResidual = new double[0];
    double bestNorm = 0;
    for (int j = 0; j < columns.length; j++) {
      if (scales[j] > 0 && !chosen.contains(j)) {
        double[] residual = residual(columns[j]);
        double norm = dot(residual, residual);
        double along = dot(residual, left);
        if (norm > REPEATED && along * along / norm > gain) {
          gain = along * along / norm;
          best = j;
          bestResidual = residual;
          bestNorm = norm;
        }
      }
    }
    if (best < 0) {
      return false;
    }
    take(best, bestResidual, StrictMath.sqrt(bestNorm));
    return true;
  }

  private void take(int column, double[] residual, double norm) {
    double[] row = new double[directions.size() + 1];
    for (int k = 0; k < directions.size(); k++) {
      row[k] = dot(directions.get(k), columns[column]);
    }
    row[directions.size()] = norm;
    scale(residual, 1 / norm);
    double load = dot(residual, left);
    for (int i = 0; i < left.length; i++) {
      left[i] -= load * residual[i];
    }
    chosen.add(column);
    directions.add(residual);
    triangle.add(row);
    loads.add(load);
  }

  private double[] residual(double[] column) {
    double[] residual = column.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (double[] direction : directions) {
        double along = dot(direction, residual);
        for (int i = 0; i < residual.length; i++) {
          residual[i] -= along * direction[i];
        }
      }
    }
    return residual;
  }

  /** Share of the variance of y that is left when the fit is used on other rows. */
  double leftShare(double[][] otherColumns, double[] y) {
    double[] weights = weights();
    double mean = mean(y);
    double missed = 0;
    double all = 0;
    for (int i = 0; i < y.length; i++) {
      double guess = yMean;
      for (int k = 0; k < weights.length; k++) {
        int j = chosen.get(k);
        guess += weights[k] * (otherColumns[j][i] - means[j]) / scales[j];
      }
      missed += (y[i] - guess) * (y[i] - guess);
      all += (y[i] - mean) * (y[i] - mean);
    }
    return all == 0 ? 1 : missed / all;
  }

  /** Weights of the scaled chosen columns, by substitution from the last. */
  private double[] weights() {
    double[] weights = new double[chosen.size()];
    for (int k = weights.length - 1; k >= 0; k--) {
      double value = loads.get(k);
      for (int later = k + 1; later < weights.length; later++) {
        value -= triangle.get(later)[k] * weights[later];
      }
      weights[k] = value / triangle.get(k)[k];
    }
    return weights;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double[] centred(double[] values, double mean) {
    double[] centred = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      centred[i] = values[i] - mean;
    }
    return centred;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
