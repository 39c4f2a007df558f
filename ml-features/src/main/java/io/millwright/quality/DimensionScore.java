package io.millwright.quality;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one dimension came to.
 *
 * @param dimension which
 * @param value 0..5, or empty if it cannot be assessed
 * @param summary why, in one sentence
 * @param measures the numbers it was computed from
 */
public record DimensionScore(
    Dimension dimension, OptionalDouble value, String summary, List<Measure> measures) {

  public DimensionScore {
    measures = List.copyOf(measures);
  }

  /**
   * A number with its name, for example {@code missing share}.
   *
   * @param name what was measured
   * @param value finite
   */
  public record Measure(String name, double value) {}

  static DimensionScore of(Dimension dimension, double value, String summary, Measure... measures) {
    double bounded = Math.max(0, Math.min(5, value));
    return new DimensionScore(dimension, OptionalDouble.of(bounded), summary, List.of(measures));
  }

  static DimensionScore notAssessed(Dimension dimension, String why) {
    return new DimensionScore(dimension, OptionalDouble.empty(), why, List.of());
  }
}
