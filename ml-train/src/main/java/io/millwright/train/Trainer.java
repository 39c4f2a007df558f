package io.millwright.train;

import io.millwright.Progress;
import io.millwright.Seed;
import io.millwright.model.Prediction;
import io.millwright.model.Scorer;
import io.millwright.model.Task;
import java.util.SortedMap;

/**
 * A recipe that turns vectors and labels into a scorer. Immutable and thread-safe; it has learnt
 * nothing and remembers nothing.
 *
 * @param <P> what the model will predict
 */
public interface Trainer<P extends Prediction> {

  /** The kind of question it learns to answer. */
  Task<P> task();

  /** The algorithm, for example {@code xgboost}. */
  String name();

  /** Every setting that matters, as text, sorted. */
  SortedMap<String, String> settings();

  /**
   * Learns from the rows. The same data and seed give the same bits, whatever the number of
   * threads.
   *
   * @throws TrainingException if these rows give no usable model
   */
  Scorer fit(TrainingData data, Seed seed, Progress progress);
}
