package io.millwright.eval.clustering;

import io.millwright.Require;
import java.util.Arrays;

/** The silhouette of each point of a clustering, in [-1, 1]. Immutable and thread-safe. */
public final class Silhouettes {

  private final double[] values;
  private final double mean;
  private final int[] labels;
  private final double[] means;

  /** Takes the arrays; {@code values} by row, {@code means} by cluster. */
  Silhouettes(double[] values, int[] labels, double[] means) {
    this.values = values;
    this.labels = labels;
    this.means = means;
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    this.mean = sum / values.length;
  }

  /** The mean of all points. */
  public double mean() {
    return mean;
  }

  /**
   * That of one point.
   *
   * @param row its 0-based position among the points given
   */
  public double of(int row) {
    return values[row];
  }

  /**
   * The mean over a cluster's points: a cluster far below the others is a doubtful one.
   *
   * @throws IllegalArgumentException if no point is in a cluster of that label
   */
  public double ofCluster(int label) {
    int at = Arrays.binarySearch(labels, label);
    if (at < 0) {
      throw Require.violated("Label", "that of a cluster", label);
    }
    return means[at];
  }

  /** All of them, by row. */
  public double[] toArray() {
    return values.clone();
  }
}
