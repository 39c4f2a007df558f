package io.millwright.eval.metric;

import io.millwright.model.Prediction;

/**
 * A function from predictions and what really happened to one number.
 *
 * <p>Typed by the prediction, so that a metric only fits tasks it has a meaning for.
 * Implementations are immutable and thread-safe.
 *
 * @param <P> the predictions it judges
 */
public interface Metric<P extends Prediction> {

  /** Unique among the metrics of a task, lower case, for example {@code roc_auc}. */
  String name();

  /** Which way it is better. */
  Direction direction();

  /**
   * The metric of these rows as a function of row weights, with everything that does not depend on
   * weights (sorting, thresholding) done now. The result is thread-safe.
   */
  Prepared prepare(Scored<P> rows);

  /** The metric of these rows with their own weights. */
  default MetricValue of(Scored<P> rows) {
    return prepare(rows).at(rows.weights());
  }

  /** A metric of fixed rows, waiting for weights. Thread-safe; keeps no weights. */
  @FunctionalInterface
  interface Prepared {

    /**
     * The metric if each row counted this much. Resampling gives a row's weight times how often it
     * was drawn.
     *
     * @param weights one for each row, finite and at least 0; not changed
     */
    MetricValue at(double[] weights);
  }
}
