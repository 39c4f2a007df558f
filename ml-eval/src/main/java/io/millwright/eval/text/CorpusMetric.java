package io.millwright.eval.text;

import io.millwright.eval.metric.MetricValue;
import java.util.List;

/**
 * A metric of generated texts that follows from counts added up over segments, so that a corpus is
 * scored as a whole, segments can be weighted, and resampling them costs no text work.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface CorpusMetric {

  /**
   * The counts of a segment, as many for every segment.
   *
   * @param hypothesis the generated text
   * @param references texts it is held against, at least one
   */
  double[] count(String hypothesis, List<String> references);

  /** The metric of counts added up. */
  MetricValue score(double[] sums);

  /**
   * Everything that decides the figure, in the form of sacreBLEU's signatures; its version is that
   * of this implementation.
   *
   * @param references how many each segment has, for example {@code "1"} or {@code "var"}
   */
  String signature(String references);

  /** The metric of one segment alone. */
  default MetricValue segment(String hypothesis, List<String> references) {
    return score(count(hypothesis, references));
  }
}
