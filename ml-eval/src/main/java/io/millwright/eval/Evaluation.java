package io.millwright.eval;

import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.significance.ModelComparison;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence;
import io.millwright.model.Prediction;
import io.millwright.model.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluator found about one pipeline on one holdout: estimates, comparisons, slices,
 * warnings, and the scored rows that curves are drawn from.
 *
 * <p>Curves: {@code BinaryCurves.of(evaluation.rows())} and {@code
 * RegressionCurves.of(evaluation.rows())}. Immutable and thread-safe.
 *
 * @param <P> what was predicted
 */
public final class Evaluation<P extends Prediction> {

  private final Scored<P> rows;
  private final List<Metric<P>> metrics;
  private final Map<String, Scored<P>> others;
  private final List<Slice> slices;
  private final Evidence evidence;
  private final ModelComparison comparison;

  Evaluation(
      Scored<P> rows,
      List<Metric<P>> metrics,
      Map<String, Scored<P>> others,
      List<Slice> slices,
      Evidence evidence,
      ModelComparison comparison) {
    this.rows = rows;
    this.metrics = List.copyOf(metrics);
    this.others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    this.slices = List.copyOf(slices);
    this.evidence = evidence;
    this.comparison = comparison;
  }

  /** The kind of question. */
  public Task<P> task() {
    return rows.task();
  }

  /** The judged rows in the order of the holdout: targets, scores, weights. */
  public Scored<P> rows() {
    return rows;
  }

  /** The metrics, in the order given. */
  public List<Metric<P>> metrics() {
    return metrics;
  }

  /**
   * A metric of the pipeline.
   *
   * @throws IllegalArgumentException if it was not evaluated; names those that were
   */
  public Estimate estimate(Metric<P> metric) {
    return evidence.metric(metric.name());
  }

  /** The other pipelines' scores on the same rows, by name, in the order given. */
  public Map<String, Scored<P>> others() {
    return others;
  }

  /**
   * How much better the pipeline is than another, greater than 0 when better whatever the metric's
   * direction.
   *
   * @throws IllegalArgumentException if they were not compared by that metric
   */
  public Estimate gain(String other, Metric<P> metric) {
    return evidence.against(other).stream()
        .filter(c -> c.metric().equals(metric.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Metric '"
                        + metric.name()
                        + "' must have been compared with '"
                        + other
                        + "'; compared were "
                        + others.keySet()
                        + "."))
        .gain();
  }

  /**
   * Whether the pipeline is better than another, with the test that suits the metric: see {@link
   * ModelComparison}. One question at a time; for several ask {@link #comparison()}.
   *
   * @throws IllegalArgumentException if that other was not evaluated; names those that were
   */
  public ModelComparison.Finding compare(String other, Metric<P> metric) {
    Scored<P> theirs = others.get(other);
    if (theirs == null) {
      throw new IllegalArgumentException(
          "Pipeline '" + other + "' must have been evaluated; were " + others.keySet() + ".");
    }
    return comparison.compareAll(rows, Map.of(other, theirs), List.of(metric)).get(0);
  }

  /** Comparisons with the level and seed of the evaluation and the groups of its rows. */
  public ModelComparison comparison() {
    return comparison;
  }

  /** The slices, field by field in the order given, the largest first. */
  public List<Slice> slices() {
    return slices;
  }

  /** What a reader of the numbers should know. */
  public List<String> warnings() {
    return evidence.warnings();
  }

  /** The findings as data for a bundle and a gate. */
  public Evidence evidence() {
    return evidence;
  }

  /** Task, rows and metrics; no values of rows. */
  @Override
  public String toString() {
    return "Evaluation of " + rows.size() + " rows (" + task() + "): " + evidence.metrics();
  }
}
