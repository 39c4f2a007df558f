package io.millwright.model;

import java.util.List;

/**
 * Answers one input at a time, or several. Thread-safe.
 *
 * @param <I> what is asked, for example a record class
 * @param <P> what is answered
 */
public interface Predictor<I, P> {

  /**
   * The answer for one input.
   *
   * @throws io.millwright.table.InvalidRowException if the input cannot be used
   */
  P predict(I input);

  /** The answers for several inputs, in their order; equal to one call each, bit for bit. */
  default List<P> predictAll(List<? extends I> inputs) {
    return inputs.stream().<P>map(this::predict).toList();
  }
}
