package io.millwright.eval.explain;

import io.millwright.table.Row;

/** Splits a model's number for a row among players. Thread-safe. */
interface Attributor {

  /** Shapley values against a background. */
  Shares of(Row row);

  /** What the number is on the background. */
  double base();

  /** The players' parts and their standard errors, 0 for exact methods. */
  final class Shares {

    final double[] values;
    final double[] errors;

    Shares(double[] values, double[] errors) {
      this.values = values;
      this.errors = errors;
    }
  }
}
