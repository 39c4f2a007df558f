package io.millwright.eval.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusteredPointsTest {

  private static double[][] points(int n, int columns, Seed seed) {
    RandomGenerator random = seed.random();
    double[][] points = new double[n][columns];
    for (double[] point : points) {
      Arrays.setAll(point, c -> random.nextGaussian());
    }
    return points;
  }

  private static int[] clusters(int n, int clusters, Seed seed) {
    RandomGenerator random = seed.derive("clusters").random();
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> i < clusters ? 3 * i - 4 : 3 * random.nextInt(clusters) - 4);
    return labels;
  }

  /** a = 1, b = mean of 10 and 11; for 1: a = 1, b = 9.5; for 10: a = 1, b = 9.5; 11: 10.5. */
  @Test
  void silhouettes_handCase_areTheDefinition() {
    ClusteredPoints clustered =
        ClusteredPoints.of(new double[][] {{0}, {10}, {1}, {11}}, new int[] {7, -2, 7, -2});
    Silhouettes silhouettes = clustered.silhouettes().orElseThrow();
    double outer = 9.5 / 10.5;
    double inner = 8.5 / 9.5;
    double[] expected = {outer, inner, inner, outer};
    for (int i = 0; i < 4; i++) {
      assertThat(silhouettes.of(i)).isCloseTo(expected[i], within(1e-15));
    }
    assertThat(silhouettes.toArray()).hasSize(4);
    assertThat(silhouettes.mean()).isCloseTo((outer + inner) / 2, within(1e-15));
    assertThat(silhouettes.ofCluster(-2)).isCloseTo((outer + inner) / 2, within(1e-15));
    assertThatThrownBy(() -> silhouettes.ofCluster(0)).hasMessageContaining("Label");
    assertThat(clustered.labels()).containsExactly(-2, 7);
    assertThat(clustered.points()).isEqualTo(4);
    assertThat(clustered.clusters()).isEqualTo(2);
  }

  /** Centres 0.5 and 10.5, mean distance to them 0.5 each. */
  @Test
  void indices_handCase_areTheDefinition() {
    ClusteredPoints clustered =
        ClusteredPoints.of(new double[][] {{0}, {1}, {10}, {11}}, new int[] {0, 0, 1, 1});
    assertThat(clustered.daviesBouldin()).isEqualTo(MetricValue.of(0.1));
    // B = 4 * 25, W = 4 * 0.25, n - k = 2, k - 1 = 1.
    assertThat(clustered.calinskiHarabasz()).isEqualTo(MetricValue.of(200));
  }

  /** Sizes around the block of 256 points; odd and even numbers of blocks. */
  @ParameterizedTest
  @CsvSource({"2,1,3,2", "255,1,1,3", "256,2,2,4", "257,3,3,5", "700,4,4,6", "1030,7,5,7"})
  void silhouettes_randomPoints_equalTheSlowOracle(int n, int columns, int k, long seed) {
    int clusters = Math.min(k, n - 1);
    double[][] points = points(n, columns, Seed.of(seed));
    int[] labels = clusters(n, clusters, Seed.of(seed));
    ClusteredPoints clustered = ClusteredPoints.of(points, labels);
    if (clustered.clusters() < 2) {
      assertThat(clustered.silhouettes()).isEmpty();
      return;
    }
    double[] got = clustered.silhouettes().orElseThrow().toArray();
    for (int i = 0; i < n; i++) {
      assertThat(got[i]).as("row %s", i).isCloseTo(slow(points, labels, i), within(1e-12));
    }
  }

  private static double slow(double[][] points, int[] labels, int row) {
    double own = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int label : Arrays.stream(labels).distinct().toArray()) {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < points.length; i++) {
        if (labels[i] == label && i != row) {
          sum += distance(points[i], points[row]);
          count++;
        }
      }
      if (label == labels[row]) {
        if (count == 0) {
          return 0;
        }
        own = sum / count;
      } else {
        least = Math.min(least, sum / count);
      }
    }
    return (least - own) / Math.max(least, own);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void silhouettes_rowByRow_equalThoseOfPairs() {
    double[][] points = points(600, 3, Seed.of(1));
    int[] labels = clusters(600, 5, Seed.of(1));
    int[] rows = new int[600];
    Arrays.setAll(rows, i -> i);
    double[][] columns = new double[3][600];
    int[] starts = {0, 100, 250, 251, 400, 600};
    for (int i = 0; i < 600; i++) {
      for (int c = 0; c < 3; c++) {
        columns[c][i] = points[i][c];
      }
    }
    DistanceSums sums = new DistanceSums(columns, starts);
    double[] pairs = sums.silhouettes(rows, labels, true).toArray();
    double[] single = sums.silhouettes(rows, labels, false).toArray();
    for (int i = 0; i < 600; i++) {
      assertThat(single[i]).isCloseTo(pairs[i], within(1e-13));
    }
    assertThat(single[250]).isZero();
  }

  @Test
  void silhouettes_oneOrFourThreads_areTheSameBits() {
    double[][] points = points(1500, 4, Seed.of(2));
    int[] labels = clusters(1500, 6, Seed.of(2));
    assertThat(on(4, points, labels)).containsExactly(on(1, points, labels));
  }

  private static double[] on(int threads, double[][] points, int[] labels) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> ClusteredPoints.of(points, labels).silhouettes().orElseThrow().toArray())
          .join();
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @CsvSource({"1e300", "1e-300", "4e-320", "1", "1e8"})
  void measures_anyUnit_areTheSame(double unit) {
    double[][] points = points(40, 3, Seed.of(4));
    // Whole numbers of few bits keep their ratios even as subnormal numbers.
    for (double[] point : points) {
      Arrays.setAll(point, c -> Math.rint(point[c] * 50));
    }
    int[] labels = clusters(40, 3, Seed.of(4));
    double[][] scaled = new double[40][3];
    for (int i = 0; i < 40; i++) {
      int row = i;
      Arrays.setAll(scaled[i], c -> points[row][c] * unit);
    }
    ClusteredPoints one = ClusteredPoints.of(points, labels);
    ClusteredPoints other = ClusteredPoints.of(scaled, labels);
    double rounding = unit < 1e-310 ? 1e-3 : 1e-12;
    assertThat(value(other.silhouette())).isCloseTo(value(one.silhouette()), within(rounding));
    assertThat(value(other.daviesBouldin()) / value(one.daviesBouldin()))
        .isCloseTo(1, within(rounding));
    assertThat(value(other.calinskiHarabasz()) / value(one.calinskiHarabasz()))
        .isCloseTo(1, within(rounding));
  }

  private static double value(MetricValue value) {
    return value.orElse(Double.NaN);
  }

  /** Squares of 1e9 leave no digit of a difference of 0.001 in |x|^2 + |y|^2 - 2xy. */
  @Test
  void silhouette_farFromTheOrigin_keepsItsDigits() {
    double far = 1L << 30;
    double[][] points = {{far}, {far + 0.0009765625}, {far + 1}, {far + 1.0009765625}};
    double[][] near = {{0}, {0.0009765625}, {1}, {1.0009765625}};
    int[] labels = {0, 0, 1, 1};
    assertThat(ClusteredPoints.of(points, labels).silhouette())
        .isEqualTo(ClusteredPoints.of(near, labels).silhouette());
  }

  @Test
  void measures_wrongNumberOfClusters_areUndefined() {
    double[][] points = {{0}, {1}, {2}};
    for (int[] labels : new int[][] {{1, 1, 1}, {1, 2, 3}}) {
      ClusteredPoints clustered = ClusteredPoints.of(points, labels);
      String reason = "it needs from 2 to 2 clusters, there are " + clustered.clusters();
      assertThat(clustered.silhouette()).isEqualTo(MetricValue.undefined(reason));
      assertThat(clustered.daviesBouldin()).isEqualTo(MetricValue.undefined(reason));
      assertThat(clustered.calinskiHarabasz()).isEqualTo(MetricValue.undefined(reason));
      assertThat(clustered.silhouettes()).isEmpty();
    }
    assertThat(ClusteredPoints.of(points, new int[] {1, 2, 2}).silhouette().isDefined()).isTrue();
  }

  @Test
  void measures_coincidingPoints_areUndefinedWhereARatioHasNoValue() {
    double[][] same = {{0.1, 0.3}, {0.1, 0.3}, {0.1, 0.3}, {0.1, 0.3}};
    ClusteredPoints clustered = ClusteredPoints.of(same, new int[] {0, 0, 0, 1});
    assertThat(clustered.daviesBouldin())
        .isEqualTo(MetricValue.undefined("all clusters have the same centre"));
    assertThat(clustered.calinskiHarabasz())
        .isEqualTo(MetricValue.undefined("the points of every cluster coincide"));
    assertThat(clustered.silhouette()).isEqualTo(MetricValue.of(0));
    ClusteredPoints origin = ClusteredPoints.of(new double[3][2], new int[] {0, 0, 1});
    assertThat(origin.silhouette()).isEqualTo(MetricValue.of(0));
  }

  /**
   * Clusters 0 and 1 have the centre 0, cluster 2 has 10: pairs with 2 count, (1+0)/10, (2+0)/10.
   */
  @Test
  void daviesBouldin_twoClustersOfOneCentre_areNotCompared() {
    ClusteredPoints clustered =
        ClusteredPoints.of(new double[][] {{-1}, {1}, {-2}, {2}, {10}}, new int[] {0, 0, 1, 1, 2});
    assertThat(value(clustered.daviesBouldin())).isCloseTo((0.1 + 0.2 + 0.2) / 3, within(1e-15));
  }

  @Test
  void of_badInput_isRefusedWithItsPlace() {
    int[] two = {0, 1};
    assertThatThrownBy(() -> ClusteredPoints.of(new double[0][], new int[0]))
        .hasMessageContaining("Number of points");
    assertThatThrownBy(() -> ClusteredPoints.of(new double[][] {{1}}, two))
        .hasMessageContaining("Clusters must be 1, one a point");
    assertThatThrownBy(() -> ClusteredPoints.of(new double[][] {{1}, {1, 2}}, two))
        .hasMessageContaining("Columns of row 1");
    assertThatThrownBy(() -> ClusteredPoints.of(new double[][] {{}, {}}, two))
        .hasMessageContaining("Number of columns");
    assertThatThrownBy(() -> ClusteredPoints.of(new double[][] {{1, 2}, {3, Double.NaN}}, two))
        .hasMessage("Coordinate at row 1, column 1 must be finite; was NaN.");
  }
}
