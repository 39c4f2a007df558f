package io.millwright.model;

import io.millwright.Require;

/**
 * A real number.
 *
 * @param value in the label's unit, finite
 */
public record Regression(double value) implements Prediction {

  public Regression {
    Require.finite("Prediction", value);
  }
}
