package io.millwright.eval.ranking;

import io.millwright.Require;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric's value for each query, and their mean.
 *
 * <p>Queries without a value are left out of the mean, or count 0, as was asked of the evaluator.
 * Intervals resample queries, which are what varies: documents of one query are not independent.
 * Immutable and thread-safe.
 */
public final class QueryValues {

  private static final String NO_QUERY = "no query has a value";
  private static final MetricValue NOTHING = MetricValue.undefined(NO_QUERY);

  private final String metric;
  private final SortedMap<String, MetricValue> values;
  private final Map<String, Double> weights;
  private final boolean undefinedIsZero;

  QueryValues(
      String metric,
      SortedMap<String, MetricValue> values,
      Map<String, Double> weights,
      boolean undefinedIsZero) {
    this.metric = metric;
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    this.weights = weights;
    this.undefinedIsZero = undefinedIsZero;
  }

  /**
   * Values of two systems for the same queries.
   *
   * @param queries the queries for which both count, ascending
   * @param ours the value of each
   * @param theirs the value of each
   * @param leftOut queries of either that lack the other
   */
  public record Paired(List<String> queries, List<Double> ours, List<Double> theirs, int leftOut) {
    public Paired {
      queries = List.copyOf(queries);
      ours = List.copyOf(ours);
      theirs = List.copyOf(theirs);
    }
  }

  /** The metric's name. */
  public String metric() {
    return metric;
  }

  /** The value of each query, by ascending query id; undefined where there is none. */
  public SortedMap<String, MetricValue> values() {
    return values;
  }

  /** How many queries have no value, whether they count 0 or are left out. */
  public int undefined() {
    return (int) values.values().stream().filter(v -> !v.isDefined()).count();
  }

  /** The mean over the queries that count, by weight. */
  public MetricValue mean() {
    List<String> counted = counted();
    double mean = mean(numbers(counted), weights(counted));
    return Double.isNaN(mean) ? MetricValue.undefined(NO_QUERY) : MetricValue.of(mean);
  }

  /** The mean with an interval from resampling queries; at least two must count. */
  public Estimate estimate(Bootstrap bootstrap) {
    List<String> counted = counted();
    return estimate(numbers(counted), weights(counted), bootstrap);
  }

  /**
   * Values of both for the same queries, for a paired test.
   *
   * @throws IllegalArgumentException if the other is of another metric
   */
  public Paired pairedWith(QueryValues other) {
    if (!metric.equals(other.metric)) {
      throw Require.violated("Metric of the other", "'" + metric + "'", "'" + other.metric + "'");
    }
    List<String> mine = counted();
    List<String> theirs = other.counted();
    List<String> both = new ArrayList<>(mine);
    both.retainAll(new java.util.HashSet<>(theirs));
    return new Paired(
        both,
        boxed(numbers(both)),
        boxed(other.numbers(both)),
        mine.size() + theirs.size() - 2 * both.size());
  }

  /**
   * The mean of ours minus theirs over the queries of both, with an interval from resampling pairs;
   * above 0 is better.
   */
  public Estimate gainOver(QueryValues other, Bootstrap bootstrap) {
    Paired paired = pairedWith(other);
    double[] gains = new double[paired.queries().size()];
    Arrays.setAll(gains, i -> paired.ours().get(i) - paired.theirs().get(i));
    return estimate(gains, weights(paired.queries()), bootstrap);
  }

  private Estimate estimate(double[] numbers, double[] own, Bootstrap bootstrap) {
    if (Double.isNaN(mean(numbers, own))) {
      return new Estimate.Undefined(NO_QUERY, numbers.length);
    }
    return bootstrap
        .estimates(Resampling.ofRows(own), List.of(drawn -> mean(numbers, drawn)))
        .get(0);
  }

  private List<String> counted() {
    return values.keySet().stream()
        .filter(q -> undefinedIsZero || values.getOrDefault(q, NOTHING).isDefined())
        .toList();
  }

  private double[] numbers(List<String> queries) {
    return queries.stream().mapToDouble(q -> values.getOrDefault(q, NOTHING).orElse(0)).toArray();
  }

  private double[] weights(List<String> queries) {
    return queries.stream().mapToDouble(q -> weights.getOrDefault(q, 1.0)).toArray();
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static double mean(double[] numbers, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += weights[i] * numbers[i];
      total += weights[i];
    }
    return total == 0 ? Double.NaN : sum / total;
  }
}
