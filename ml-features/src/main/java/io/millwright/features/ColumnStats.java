package io.millwright.features;

import io.millwright.model.DenseMatrix;
import java.util.ArrayList;
import java.util.List;

/** Statistics of the columns of a matrix, missing values left out. */
final class ColumnStats {

  private ColumnStats() {}

  /** The column's numbers, NaN where missing. */
  static double[] column(DenseMatrix matrix, int feature) {
    int width = matrix.features().size();
    double[] all = matrix.array();
    double[] column = new double[matrix.rows()];
    for (int i = 0; i < column.length; i++) {
      column[i] = all[i * width + feature];
    }
    return column;
  }

  static boolean variesAbove(double[] column, double threshold) {
    SortedValues values = SortedValues.of(column);
    if (values.count() == 0) {
      return false;
    }
    double deviation = values.deviation();
    double variance = deviation * deviation;
    double spread = values.max() - values.min();
    return (threshold == 0 ? Math.min(variance, spread) : variance) > threshold;
  }

  /** Pearson's correlation over rows that have both; 0 if either does not vary there. */
  static double correlation(double[] x, double[] y) {
    double n = 0;
    double meanX = 0;
    double meanY = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        n++;
        double dx = x[i] - meanX;
        double dy = y[i] - meanY;
        meanX += dx / n;
        meanY += dy / n;
        xx += dx * (x[i] - meanX);
        yy += dy * (y[i] - meanY);
        xy += dx * (y[i] - meanY);
      }
    }
    return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy))) : 0;
  }

  /** Each column whose correlation with none of the kept ones before it is beyond the bound. */
  static int[] uncorrelated(DenseMatrix matrix, double most) {
    List<double[]> kept = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int j = 0; j < matrix.features().size(); j++) {
      double[] column = column(matrix, j);
      if (kept.stream().noneMatch(k -> Math.abs(correlation(k, column)) > most)) {
        kept.add(column);
        positions.add(j);
      }
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }
}
