package io.millwright.serving;

import java.util.function.Function;

/**
 * What became of one input of a batch: answered, or failed alone.
 *
 * @param <P> what a prediction is
 */
public sealed interface Outcome<P> {

  /**
   * It was answered.
   *
   * @param answer by the model or the fallback
   */
  record Answered<P>(Answer<P> answer) implements Outcome<P> {}

  /**
   * It could not be answered.
   *
   * @param reason what {@code predict} would have thrown
   */
  record Failed<P>(RuntimeException reason) implements Outcome<P> {}

  /** Exactly one of the functions, by kind. */
  default <T> T match(Function<Answered<P>, T> answered, Function<Failed<P>, T> failed) {
    return this instanceof Answered<P> a ? answered.apply(a) : failed.apply((Failed<P>) this);
  }
}
