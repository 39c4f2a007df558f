package io.millwright.monitor.drift;

import io.millwright.Require;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The population stability index of two samples over the same bins: {@code sum (a - e) ln(a / e)}
 * with current shares a and reference shares e.
 *
 * <p>At least 0; common reading: below 0.1 stable, from 0.25 on changed. That reading ignores
 * chance: without any drift the index is about {@code (B - 1)(1/n + 1/m)} for B bins, n current and
 * m reference values ({@link #expectedWithoutDrift}), 0.09 for 100 values in ten bins. An empty bin
 * has an infinite term; either each share is raised to an epsilon ({@link #of}), or a half is added
 * to every count ({@link #ofCounts}), which is better: the result does not hang on an arbitrary
 * number. Immutable.
 */
public final class Psi {

  /** Added to every count by {@link #ofCounts}, as in Jeffreys' prior. */
  private static final double PSEUDO_COUNT = 0.5;

  private final double[] edges;
  private final double[] referenceShares;
  private final double[] currentShares;
  private final double value;

  private Psi(double[] edges, double[] reference, double[] current, double value) {
    this.edges = edges;
    this.referenceShares = reference;
    this.currentShares = current;
    this.value = value;
  }

  /**
   * The index over bins cut at quantiles of the reference.
   *
   * <p>Interior edges are the linearly interpolated quantiles i/bins, equal ones once; a value
   * belongs to the bin number (interior edges at most the value). NaN is left out, or has one more
   * bin with {@code nanBin}; a sample must not be empty then.
   *
   * @param bins at least 1
   * @param epsilon the least share a bin counts with, greater than 0
   */
  public static Psi of(
      double[] reference, double[] current, int bins, double epsilon, boolean nanBin) {
    Require.atLeast("Bins", bins, 1);
    Require.positive("Epsilon", epsilon);
    double[] e = withoutNan("reference", reference);
    double[] a = withoutNan("current", current);
    double[] edges = edges(e, bins);
    double[] referenceShares = shares(histogram(e, edges), reference.length - e.length, nanBin);
    double[] currentShares = shares(histogram(a, edges), current.length - a.length, nanBin);
    return new Psi(
        edges, referenceShares, currentShares, index(referenceShares, currentShares, epsilon));
  }

  private static double[] withoutNan(String name, double[] sample) {
    double[] numbers = Arrays.stream(sample).filter(v -> !Double.isNaN(v)).toArray();
    return Samples.sorted(name, numbers);
  }

  private static double[] edges(double[] sorted, int bins) {
    double[] edges = new double[bins - 1];
    int size = 0;
    for (int i = 1; i < bins; i++) {
      double position = (sorted.length - 1) * ((double) i / bins);
      int low = (int) position;
      int high = Math.min(low + 1, sorted.length - 1);
      double share = position - low;
      double edge = share == 0 ? sorted[low] : interpolate(sorted[low], sorted[high], share);
      if (size == 0 || edge != edges[size - 1]) {
        edges[size++] = edge;
      }
    }
    return Arrays.copyOf(edges, size);
  }

  private static double interpolate(double low, double high, double share) {
    return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
  }

  /** Counts of sorted values: a value is in the bin number (edges at most the value). */
  static double[] histogram(double[] sorted, double[] edges) {
    double[] counts = new double[edges.length + 1];
    int bin = 0;
    for (double value : sorted) {
      while (bin < edges.length && edges[bin] <= value) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  private static double[] shares(double[] counts, int nan, boolean nanBin) {
    double[] all = nanBin ? Arrays.copyOf(counts, counts.length + 1) : counts;
    if (nanBin) {
      all[counts.length] = nan;
    }
    return Samples.shares("counts", all);
  }

  private static double index(double[] reference, double[] current, double epsilon) {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double e = Math.max(reference[i], epsilon);
      double a = Math.max(current[i], epsilon);
      sum += (a - e) * StrictMath.log(a / e);
    }
    return sum;
  }

  /**
   * The index over categories, those of both samples together; null is a category of its own.
   *
   * @param epsilon the least share a category counts with, greater than 0
   */
  public static double ofCategories(
      List<? extends @Nullable String> reference,
      List<? extends @Nullable String> current,
      double epsilon) {
    Require.positive("Epsilon", epsilon);
    Samples.requireNotEmpty("reference", reference.size());
    Samples.requireNotEmpty("current", current.size());
    // Optional-like keys: a null category and the text "null" must stay apart.
    Map<List<@Nullable String>, double[]> counts = new HashMap<>();
    for (String category : reference) {
      counts.computeIfAbsent(Arrays.asList(category), k -> new double[2])[0]++;
    }
    for (String category : current) {
      counts.computeIfAbsent(Arrays.asList(category), k -> new double[2])[1]++;
    }
    double[] e = counts.values().stream().mapToDouble(c -> c[0] / reference.size()).toArray();
    double[] a = counts.values().stream().mapToDouble(c -> c[1] / current.size()).toArray();
    return index(e, a, epsilon);
  }

  /**
   * The index over bins that were counted already, a half added to every count of both samples.
   *
   * @param reference counts, at least 0, not all 0
   * @param current as many counts, at least 0, not all 0
   */
  public static double ofCounts(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw Require.violated("Number of current counts", "" + reference.length, current.length);
    }
    double[] e = Arrays.stream(reference).mapToDouble(c -> c + PSEUDO_COUNT).toArray();
    double[] a = Arrays.stream(current).mapToDouble(c -> c + PSEUDO_COUNT).toArray();
    return index(Samples.shares("reference", e), Samples.shares("current", a), Double.MIN_VALUE);
  }

  /**
   * About what the index is without drift: {@code (bins - 1)(1/n + 1/m)}.
   *
   * @param n current values, at least 1
   * @param m reference values, at least 1
   */
  public static double expectedWithoutDrift(int bins, long n, long m) {
    return (Require.atLeast("Bins", bins, 1) - 1) * noise(n, m);
  }

  /**
   * What the index exceeds without drift with this probability only: {@code index · nm/(n+m)} is
   * about chi-square with bins - 1 degrees of freedom.
   *
   * @param probability strictly between 0 and 1, for example 0.05
   * @see "Yurdakul (2018), Statistical properties of population stability index, dissertation,
   *     Western Michigan University"
   */
  public static double exceededWithoutDrift(double probability, int bins, long n, long m) {
    return Require.atLeast("Bins", bins, 1) == 1
        ? 0
        : ChiSquare.upperQuantile(probability, bins - 1) * noise(n, m);
  }

  private static double noise(long n, long m) {
    return 1.0 / Require.atLeast("Current values", n, 1)
        + 1.0 / Require.atLeast("Reference values", m, 1);
  }

  /** The index. */
  public double value() {
    return value;
  }

  /** A copy of the interior edges, ascending. */
  public double[] edges() {
    return edges.clone();
  }

  /** A copy of the reference's share of each bin, before epsilon; NaN last if it has a bin. */
  public double[] referenceShares() {
    return referenceShares.clone();
  }

  /** A copy of the current sample's share of each bin, before epsilon; NaN last if it has a bin. */
  public double[] currentShares() {
    return currentShares.clone();
  }
}
