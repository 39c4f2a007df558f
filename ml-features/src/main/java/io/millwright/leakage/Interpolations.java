package io.millwright.leakage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Test rows that lie exactly on a line with two other rows of their class, one of them a training
 * row: what interpolation (SMOTE; Chawla et al. 2002) between rows leaves behind. In three or more
 * continuous columns chance does not do so: directions must agree to a cosine of 1 - 1e-9.
 */
final class Interpolations {

  private static final int SAMPLE = 150;
  private static final int NEIGHBOURS = 30;
  private static final int MAX_CLASS_ROWS = 20_000;
  private static final double STRAIGHT = 1 - 1e-9;
  private static final double CONTINUOUS = 0.5;

  private final AuditData data;
  private final double[][] points;

  private Interpolations(AuditData data, double[][] points) {
    this.data = data;
    this.points = points;
  }

  /** What was found of one class: test rows looked at, and those on a line. */
  record OnLine(int sampled, List<Integer> rows) {}

  /** The columns in which nearly every row has a value of its own. */
  static List<AuditColumn> columns(AuditData data) {
    return data.features().stream()
        .filter(AuditColumn::isNumeric)
        .filter(c -> !c.type().isTime() && c.distinct() >= CONTINUOUS * data.size())
        .filter(c -> Arrays.stream(c.numbers()).noneMatch(Double::isNaN))
        .toList();
  }

  static Interpolations of(AuditData data, List<AuditColumn> columns) {
    double[][] points = new double[data.size()][columns.size()];
    for (int c = 0; c < columns.size(); c++) {
      double[] values = columns.get(c).numbers();
      double mean = Arrays.stream(values).average().orElse(0);
      double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(1);
      double scale = variance > 0 ? 1 / StrictMath.sqrt(variance) : 0;
      for (int i = 0; i < values.length; i++) {
        points[i][c] = (values[i] - mean) * scale;
      }
    }
    return new Interpolations(data, points);
  }

  /**
   * Looks at one class.
   *
   * @param rows of the class, in order
   */
  OnLine find(int[] rows) {
    int[] test = Arrays.stream(rows).filter(data::isTest).toArray();
    int n = Math.min(SAMPLE, test.length);
    int limit = Math.min(rows.length, MAX_CLASS_ROWS);
    int[] others =
        IntStream.range(0, limit).map(k -> rows[(int) ((long) k * rows.length / limit)]).toArray();
    List<Integer> found =
        IntStream.range(0, n)
            .map(k -> test[(int) ((long) k * test.length / n)])
            .parallel()
            .filter(i -> isOnLine(i, others))
            .boxed()
            .toList();
    return new OnLine(n, found);
  }

  private boolean isOnLine(int row, int[] others) {
    int[] near = nearest(row, others);
    double[][] directions = new double[near.length][];
    double[] distances = new double[near.length];
    for (int k = 0; k < near.length; k++) {
      distances[k] = StrictMath.sqrt(squared(row, near[k]));
      directions[k] = direction(row, near[k], distances[k]);
    }
    for (int a = 0; a < near.length; a++) {
      for (int b = a + 1; b < near.length; b++) {
        boolean apart = Math.abs(distances[a] - distances[b]) > 1e-6 * distances[b];
        double cosine = dot(directions[a], directions[b]);
        boolean straight = cosine <= -STRAIGHT || (cosine >= STRAIGHT && apart);
        if (straight && (!data.isTest(near[a]) || !data.isTest(near[b]))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The nearest rows that are not equal, at most {@link #NEIGHBOURS}. */
  private int[] nearest(int row, int[] others) {
    double[] distance = Arrays.stream(others).mapToDouble(o -> squared(row, o)).toArray();
    double[] sorted = Arrays.stream(distance).filter(d -> d > 0).sorted().toArray();
    if (sorted.length == 0) {
      return new int[0];
    }
    double limit = sorted[Math.min(NEIGHBOURS, sorted.length) - 1];
    return IntStream.range(0, others.length)
        .filter(k -> distance[k] > 0 && distance[k] <= limit)
        .limit(NEIGHBOURS)
        .map(k -> others[k])
        .toArray();
  }

  private double squared(int a, int b) {
    double sum = 0;
    for (int c = 0; c < points[a].length; c++) {
      double apart = points[a][c] - points[b][c];
      sum += apart * apart;
    }
    return sum;
  }

  private double[] direction(int from, int to, double distance) {
    double[] direction = new double[points[from].length];
    Arrays.setAll(direction, c -> (points[to][c] - points[from][c]) / distance);
    return direction;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }
}
