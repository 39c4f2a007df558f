package io.millwright.eval.clustering;

import io.millwright.eval.metric.MetricValue;

/** Clusters by their centres, the means of their points. */
final class Centres {

  private final double[][] columns;
  private final int[] starts;
  private final double[][] centres;

  Centres(double[][] columns, int[] starts) {
    this.columns = columns;
    this.starts = starts;
    this.centres = new double[starts.length - 1][columns.length];
    for (int k = 0; k < centres.length; k++) {
      for (int c = 0; c < columns.length; c++) {
        centres[k][c] = mean(columns[c], starts[k], starts[k + 1]);
      }
    }
  }

  /** From the first value, so that equal values have exactly that mean. */
  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] - values[from];
    }
    return values[from] + sum / (to - from);
  }

  MetricValue daviesBouldin() {
    double[] spread = new double[centres.length];
    for (int k = 0; k < spread.length; k++) {
      for (int i = starts[k]; i < starts[k + 1]; i++) {
        spread[k] += Math.sqrt(squaredToCentre(i, k));
      }
      spread[k] /= starts[k + 1] - starts[k];
    }
    double sum = 0;
    boolean apart = false;
    for (int k = 0; k < spread.length; k++) {
      double worst = 0;
      for (int other = 0; other < spread.length; other++) {
        double distance = Math.sqrt(squared(centres[k], centres[other]));
        if (distance > 0) {
          worst = Math.max(worst, (spread[k] + spread[other]) / distance);
          apart = true;
        }
      }
      sum += worst;
    }
    return apart
        ? MetricValue.of(sum / spread.length)
        : MetricValue.undefined("all clusters have the same centre");
  }

  MetricValue calinskiHarabasz() {
    int n = columns[0].length;
    double[] all = new double[columns.length];
    for (int c = 0; c < all.length; c++) {
      all[c] = mean(columns[c], 0, n);
    }
    double between = 0;
    double within = 0;
    for (int k = 0; k < centres.length; k++) {
      between += (starts[k + 1] - starts[k]) * squared(centres[k], all);
      for (int i = starts[k]; i < starts[k + 1]; i++) {
        within += squaredToCentre(i, k);
      }
    }
    double ratio = (double) (n - centres.length) / (centres.length - 1);
    return MetricValue.ratio(between * ratio, within, "the points of every cluster coincide");
  }

  private double squaredToCentre(int i, int cluster) {
    double sum = 0;
    for (int c = 0; c < columns.length; c++) {
      double d = columns[c][i] - centres[cluster][c];
      sum += d * d;
    }
    return sum;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      double d = a[c] - b[c];
      sum += d * d;
    }
    return sum;
  }
}
