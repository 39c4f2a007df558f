package io.millwright.serving;

import java.util.List;

/**
 * What a {@link ManagedPredictor} manages: something that answers, and may hold native memory until
 * it is closed. Thread-safe.
 *
 * @param <I> what is asked
 * @param <P> what is answered
 */
public interface Backend<I, P> extends AutoCloseable {

  /**
   * The answer for one input.
   *
   * @throws io.millwright.table.InvalidRowException if the input itself cannot be used
   */
  P predict(I input);

  /**
   * The answers for several inputs, in their order, when it is cheaper to ask together; the first
   * bad input fails all.
   */
  default List<P> predictAll(List<? extends I> inputs) {
    return inputs.stream().<P>map(this::predict).toList();
  }

  /** Frees what it holds. Called once, when no call is running. */
  @Override
  void close();
}
