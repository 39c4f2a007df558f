package io.millwright.model;

import io.millwright.table.Row;

/**
 * Is told of each answered prediction, for example to watch for drift.
 *
 * <p>Called on the predicting thread after the answer is known: must be fast, thread-safe, keep
 * neither row nor array, and not throw.
 *
 * @param <P> what a prediction is
 */
@FunctionalInterface
public interface PredictionObserver<P> {

  /** The model answered this row with this prediction. */
  void observed(Row row, P prediction);
}
