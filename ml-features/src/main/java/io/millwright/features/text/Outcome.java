package io.millwright.features.text;

import io.millwright.Require;
import java.util.Objects;
import java.util.function.Function;

/**
 * What came of one text of a batch: a value, or the reason why there is none.
 *
 * @param <T> what the value is
 */
public sealed interface Outcome<T> {

  /** A value. */
  static <T> Outcome<T> of(T value) {
    return new Value<>(value);
  }

  /**
   * No value.
   *
   * @param reason for a person and a log, so without any part of the text
   */
  static <T> Outcome<T> failed(String reason) {
    return new Failure<>(reason);
  }

  /** The one function or the other. */
  <R> R match(Function<? super T, ? extends R> value, Function<String, ? extends R> failure);

  /** There is a value. */
  record Value<T>(T value) implements Outcome<T> {
    public Value {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public <R> R match(
        Function<? super T, ? extends R> onValue, Function<String, ? extends R> onFailure) {
      return onValue.apply(value);
    }
  }

  /** There is none, and this is why. */
  record Failure<T>(String reason) implements Outcome<T> {
    public Failure {
      Require.notBlank("Reason of a failure", reason);
    }

    @Override
    public <R> R match(
        Function<? super T, ? extends R> onValue, Function<String, ? extends R> onFailure) {
      return onFailure.apply(reason);
    }
  }
}
