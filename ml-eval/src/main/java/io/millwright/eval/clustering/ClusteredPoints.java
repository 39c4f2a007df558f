package io.millwright.eval.clustering;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Points and the cluster of each, from which measures of separation follow without knowing the
 * right answer.
 *
 * <p>Distances are Euclidean, from direct differences of coordinates: the distance of two near
 * points far from the origin keeps its digits, unlike with {@code |x|^2 + |y|^2 - 2xy}. All
 * measures are of ratios of distances; coordinates are therefore scaled by a power of two, which is
 * exact, and neither huge nor tiny units overflow. Bring columns of different units to one scale
 * first. All need from 2 to points - 1 clusters and are undefined otherwise. Immutable and
 * thread-safe.
 */
public final class ClusteredPoints {

  /** {@code [dimension][point]}, points of a cluster side by side. */
  private final double[][] columns;

  private final int[] rowOf;
  private final int[] starts;
  private final int[] labels;

  private ClusteredPoints(double[][] columns, int[] rowOf, int[] starts, int[] labels) {
    this.columns = columns;
    this.rowOf = rowOf;
    this.starts = starts;
    this.labels = labels;
  }

  /**
   * Copies the points.
   *
   * @param points one a row, all of the same length of at least 1; finite
   * @param clusters the label of each point's cluster; any numbers
   * @throws IllegalArgumentException if there is no point, or lengths differ, or a coordinate is
   *     not finite; says at which row and column
   */
  public static ClusteredPoints of(double[][] points, int[] clusters) {
    Require.atLeast("Number of points", points.length, 1);
    if (points.length != clusters.length) {
      throw Require.violated("Clusters", points.length + ", one a point", clusters.length);
    }
    int[] labels = Arrays.stream(clusters).sorted().distinct().toArray();
    int[] codes = Arrays.stream(clusters).map(c -> Arrays.binarySearch(labels, c)).toArray();
    int[] starts = new int[labels.length + 1];
    for (int code : codes) {
      starts[code + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    int[] rowOf = new int[codes.length];
    for (int row = 0; row < codes.length; row++) {
      rowOf[next[codes[row]]++] = row;
    }
    return new ClusteredPoints(columns(points, rowOf), rowOf, starts, labels);
  }

  private static double[][] columns(double[][] points, int[] rowOf) {
    int dimensions = Require.atLeast("Number of columns", points[0].length, 1);
    double largest = 0;
    double[][] columns = new double[dimensions][points.length];
    for (int i = 0; i < rowOf.length; i++) {
      double[] point = points[rowOf[i]];
      if (point.length != dimensions) {
        throw Require.violated("Columns of row " + rowOf[i], "" + dimensions, point.length);
      }
      for (int c = 0; c < dimensions; c++) {
        columns[c][i] = coordinate(point[c], rowOf[i], c);
        largest = Math.max(largest, Math.abs(point[c]));
      }
    }
    scale(columns, largest);
    return columns;
  }

  private static double coordinate(double value, int row, int column) {
    if (!Double.isFinite(value)) {
      String what = Double.isNaN(value) ? "NaN" : "infinite";
      throw Require.violated("Coordinate at row " + row + ", column " + column, "finite", what);
    }
    return value;
  }

  private static void scale(double[][] columns, double largest) {
    int exponent = largest == 0 ? 0 : -Math.getExponent(largest);
    if (Math.abs(exponent) > 300) {
      // Two steps: a single factor could be subnormal or infinite.
      multiply(columns, Math.scalb(1.0, exponent / 2));
      multiply(columns, Math.scalb(1.0, exponent - exponent / 2));
    } else {
      multiply(columns, Math.scalb(1.0, exponent));
    }
  }

  private static void multiply(double[][] columns, double factor) {
    for (double[] column : columns) {
      for (int i = 0; i < column.length; i++) {
        column[i] *= factor;
      }
    }
  }

  /** How many points. */
  public int points() {
    return rowOf.length;
  }

  /** How many clusters have a point. */
  public int clusters() {
    return labels.length;
  }

  /** The labels of the clusters, ascending. */
  public int[] labels() {
    return labels.clone();
  }

  /**
   * The mean of the points' silhouettes, in [-1, 1]; above 0 where points are nearer to their own
   * cluster than to the next. Favours round clusters of like size. Cost as {@link #silhouettes()}.
   *
   * @see <a href="https://doi.org/10.1016/0377-0427(87)90125-7">Rousseeuw (1987)</a>
   */
  public MetricValue silhouette() {
    return silhouettes().map(s -> MetricValue.of(s.mean())).orElseGet(this::wrongCount);
  }

  /**
   * The silhouette of each point, {@code (b - a) / max(a, b)}, where a is its mean distance to the
   * other points of its cluster and b the least mean distance to the points of another. 0 for the
   * only point of a cluster, and where a and b are 0.
   *
   * <p>Cost: O(points² × columns) time on the common pool's threads, each distance computed once;
   * memory of points × clusters numbers, or O(points) at twice the time where those are more than
   * 2^25. The same bits at any number of threads. For more than some 100,000 points take a sample.
   *
   * @return empty where there are not from 2 to points - 1 clusters
   */
  public Optional<Silhouettes> silhouettes() {
    return isCountRight()
        ? Optional.of(new DistanceSums(columns, starts).silhouettes(rowOf, labels))
        : Optional.empty();
  }

  /**
   * The mean over clusters of the largest {@code (s_i + s_j) / d_ij}, where s is the mean distance
   * of a cluster's points to their centre and d the distance of two centres. At least 0, smaller is
   * better. Two clusters of the same centre are not compared with each other, as in scikit-learn;
   * undefined where all centres coincide. O(points × columns + clusters² × columns) time.
   *
   * @see <a href="https://doi.org/10.1109/TPAMI.1979.4766909">Davies, Bouldin (1979)</a>
   */
  public MetricValue daviesBouldin() {
    return isCountRight() ? new Centres(columns, starts).daviesBouldin() : wrongCount();
  }

  /**
   * The ratio of spread between clusters to spread within, {@code (B / (k - 1)) / (W / (n - k))},
   * where B is the squared distances of centres from the centre of all, weighted by cluster size,
   * and W those of points from their centre. At least 0, larger is better, no upper bound; compare
   * only on the same points. Undefined where the points of every cluster coincide. O(points ×
   * columns) time.
   *
   * @see <a href="https://doi.org/10.1080/03610927408827101">Caliński, Harabasz (1974)</a>
   */
  public MetricValue calinskiHarabasz() {
    return isCountRight() ? new Centres(columns, starts).calinskiHarabasz() : wrongCount();
  }

  private boolean isCountRight() {
    return clusters() >= 2 && clusters() < points();
  }

  private MetricValue wrongCount() {
    return MetricValue.undefined(
        "it needs from 2 to " + (points() - 1) + " clusters, there are " + clusters());
  }
}
