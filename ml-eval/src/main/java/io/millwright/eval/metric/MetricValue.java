package io.millwright.eval.metric;

import io.millwright.Require;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** A metric's number, or the reason why there is none. Never NaN or infinite. */
public sealed interface MetricValue {

  /**
   * A number.
   *
   * @param value finite
   */
  record Defined(double value) implements MetricValue {
    public Defined {
      Require.finite("Metric", value);
    }
  }

  /**
   * No number.
   *
   * @param reason why, as the end of a sentence, for example {@code "no positive rows"}
   */
  record Undefined(String reason) implements MetricValue {
    public Undefined {
      Require.notBlank("Reason", reason);
    }
  }

  /** The number, or undefined because of overflow if it is not finite. */
  static MetricValue of(double value) {
    return Double.isFinite(value) ? new Defined(value) : new Undefined("the sum overflows");
  }

  /** {@code numerator / denominator}, or undefined for that reason if the denominator is 0. */
  static MetricValue ratio(double numerator, double denominator, String reasonIfZero) {
    return denominator == 0 ? new Undefined(reasonIfZero) : of(numerator / denominator);
  }

  /** No number, for that reason. */
  static MetricValue undefined(String reason) {
    return new Undefined(reason);
  }

  /** The number, or another where there is none, for example a zero-division convention. */
  default double orElse(double other) {
    return this instanceof Defined d ? d.value() : other;
  }

  /** Whether there is a number. */
  default boolean isDefined() {
    return this instanceof Defined;
  }

  /** Exactly one of the functions, by kind. */
  default <T> T match(DoubleFunction<T> defined, Function<String, T> undefined) {
    return this instanceof Defined d
        ? defined.apply(d.value())
        : undefined.apply(((Undefined) this).reason());
  }
}
