package io.millwright.benchmarks.eval;

import io.millwright.Seed;
import io.millwright.eval.clustering.ClusteredPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the silhouette of many points take?
 *
 * <p>Points in 8 Gaussian clusters. commons-math3 and Tribuo have no silhouette: the rival here is
 * the definition over commons-math3's Euclidean distance, on one thread; the one to beat is
 * scikit-learn on the same shape of data, {@code benchmarks/python/evaluation.py}. The two answers
 * here are compared before anything is timed.
 *
 * <p>{@code benchmarks/run SilhouetteBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(1)
@SuppressWarnings("NullAway.Init")
public class SilhouetteBenchmark {

  private static final int CLUSTERS = 8;

  /** How many points. */
  @Param("20000")
  public int rows;

  /** How many coordinates each has. */
  @Param("16")
  public int columns;

  private double[][] points;
  private int[] labels;

  /** Draws the points. */
  @Setup
  public void prepare() {
    RandomGenerator random = Seed.of(1).random();
    double[][] centres = new double[CLUSTERS][columns];
    for (double[] centre : centres) {
      fill(centre, new double[columns], 2, random);
    }
    points = new double[rows][columns];
    labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextInt(CLUSTERS);
      fill(points[i], centres[labels[i]], 1, random);
    }
    double ours = millwright();
    double theirs = byDefinition();
    if (!(Math.abs(ours - theirs) <= 1e-9)) {
      throw new IllegalStateException(
          "Silhouettes must be equal; were " + ours + " and " + theirs + ".");
    }
  }

  private static void fill(double[] point, double[] from, double spread, RandomGenerator random) {
    for (int c = 0; c < point.length; c++) {
      point[c] = from[c] + spread * random.nextGaussian();
    }
  }

  /** Ours, on all processors. */
  @Benchmark
  public double millwright() {
    return ClusteredPoints.of(points, labels).silhouette().orElse(Double.NaN);
  }

  /** The definition over commons-math3's distance. */
  @Benchmark
  public double byDefinition() {
    EuclideanDistance distance = new EuclideanDistance();
    int[] sizes = new int[CLUSTERS];
    for (int label : labels) {
      sizes[label]++;
    }
    List<Double> silhouettes = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] sums = new double[CLUSTERS];
      for (int j = 0; j < rows; j++) {
        sums[labels[j]] += distance.compute(points[i], points[j]);
      }
      double own = sums[labels[i]] / (sizes[labels[i]] - 1);
      double other = Double.POSITIVE_INFINITY;
      for (int k = 0; k < CLUSTERS; k++) {
        other = k == labels[i] ? other : Math.min(other, sums[k] / sizes[k]);
      }
      silhouettes.add((other - own) / Math.max(other, own));
    }
    return silhouettes.stream().mapToDouble(s -> s).average().orElseThrow();
  }
}
