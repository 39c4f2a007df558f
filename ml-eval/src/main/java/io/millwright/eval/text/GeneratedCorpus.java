package io.millwright.eval.text;

import io.millwright.Require;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Generated segments beside their references. Scores are of the corpus, not means over segments.
 *
 * <p>Segments are counted on the common pool's threads and added up in their order. Immutable and
 * thread-safe.
 */
public final class GeneratedCorpus {

  private final List<String> hypotheses;
  private final List<List<String>> references;
  private final double[] weights;

  private GeneratedCorpus(
      List<String> hypotheses, List<List<String>> references, double[] weights) {
    this.hypotheses = hypotheses;
    this.references = references;
    this.weights = weights;
  }

  /**
   * Copies both.
   *
   * @param references for each segment at least one text
   * @throws IllegalArgumentException if there is no segment, not as many lists of references, or a
   *     segment without one; says which
   */
  public static GeneratedCorpus of(List<String> hypotheses, List<List<String>> references) {
    Require.atLeast("Number of segments", hypotheses.size(), 1);
    if (hypotheses.size() != references.size()) {
      throw Require.violated(
          "Number of references", "that of hypotheses, " + hypotheses.size(), references.size());
    }
    for (int i = 0; i < references.size(); i++) {
      Require.atLeast("References of segment " + i, references.get(i).size(), 1);
    }
    double[] ones = new double[hypotheses.size()];
    Arrays.fill(ones, 1);
    return new GeneratedCorpus(
        List.copyOf(hypotheses), references.stream().map(List::copyOf).toList(), ones);
  }

  /**
   * The same with segments that count more or less.
   *
   * @param own one for each segment, finite and at least 0
   */
  public GeneratedCorpus withWeights(double[] own) {
    if (own.length != weights.length) {
      throw Require.violated("Weights", weights.length + ", one a segment", own.length);
    }
    for (int i = 0; i < own.length; i++) {
      if (!(own[i] >= 0 && own[i] < Double.POSITIVE_INFINITY)) {
        throw Require.violated("Weight of segment " + i, "finite and at least 0", own[i]);
      }
    }
    return new GeneratedCorpus(hypotheses, references, own.clone());
  }

  /** How many segments. */
  public int segments() {
    return hypotheses.size();
  }

  /** The metric of the corpus and what decided it. */
  public Score score(CorpusMetric metric) {
    return new Score(metric.score(sums(counts(metric), weights)), signature(metric));
  }

  /** An interval from resampling segments; cost of the texts once, then O(segments) a replicate. */
  public Estimate estimate(CorpusMetric metric, Bootstrap bootstrap) {
    double[][] counts = counts(metric);
    Statistic statistic = w -> metric.score(sums(counts, w)).orElse(Double.NaN);
    return bootstrap.estimates(Resampling.ofRows(weights), List.of(statistic)).get(0);
  }

  private double[][] counts(CorpusMetric metric) {
    return IntStream.range(0, segments())
        .parallel()
        .mapToObj(i -> metric.count(hypotheses.get(i), references.get(i)))
        .toArray(double[][]::new);
  }

  private static double[] sums(double[][] counts, double[] weights) {
    double[] sums = new double[counts[0].length];
    for (int i = 0; i < counts.length; i++) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += weights[i] * counts[i][c];
      }
    }
    return sums;
  }

  private String signature(CorpusMetric metric) {
    int[] sizes = references.stream().mapToInt(List::size).distinct().toArray();
    return metric.signature(sizes.length == 1 ? "" + sizes[0] : "var");
  }

  /**
   * A figure that says how it was made.
   *
   * @param value as the metric defines it
   * @param signature see {@link CorpusMetric#signature}
   */
  public record Score(MetricValue value, String signature) {}
}
