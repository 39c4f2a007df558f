package io.millwright.eval.explain;

import io.millwright.evidence.Estimate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a model's number moves with one field.
 *
 * <p>Labels of places are values of the field that were observed, of no row in particular; a
 * category that one row alone has is among them. Immutable and thread-safe.
 *
 * @param field the field
 * @param kind what the effects are
 * @param points the places in order, those of a number ascending, missing last
 * @param individual one curve for each sampled row of {@link Kind#PARTIAL}, at the same places;
 *     empty for {@link Kind#ACCUMULATED}
 */
public record DependenceCurve(
    String field, Kind kind, List<Point> points, List<List<Double>> individual) {

  /** Copies the lists. */
  public DependenceCurve {
    points = List.copyOf(points);
    individual = individual.stream().map(List::copyOf).toList();
  }

  /** What an effect is. */
  public enum Kind {
    /** The mean of the number with the field set to the place in every row. */
    PARTIAL,
    /** The sum of the mean changes up to the place among rows nearby, centred on 0. */
    ACCUMULATED
  }

  /**
   * A value of the field.
   *
   * @param label as text, {@code (missing)} where there is none
   * @param value where a number or time stands on a line, in epoch days or nanoseconds for times;
   *     empty for categories and missing
   */
  public record Place(String label, OptionalDouble value) {}

  /**
   * What the model says there.
   *
   * @param place the value
   * @param effect as {@link Kind} says, with a bootstrap interval over the sampled rows
   */
  public record Point(Place place, Estimate effect) {}

  /**
   * The individual curves less their own value at a place (centred ICE), so that rows of different
   * levels can be compared: lines that part show that the field acts differently in different rows.
   *
   * @param point position of the place that becomes 0
   */
  public List<List<Double>> centred(int point) {
    java.util.Objects.checkIndex(point, points.size());
    return individual.stream()
        .map(curve -> curve.stream().map(y -> y - curve.get(point)).toList())
        .toList();
  }
}
