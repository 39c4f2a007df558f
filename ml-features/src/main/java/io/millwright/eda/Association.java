package io.millwright.eda;

import io.millwright.Require;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured of one pair of columns, on the rows that have both values.
 *
 * <p>The first value is the pair's headline: Spearman for two numbers, Cramér's V for two
 * categories, the correlation ratio for one of each. Thread-safe: yes, immutable.
 *
 * @param first the column that comes first in the schema
 * @param second the other column
 * @param rows how many rows have both values, NaN and infinities not counted
 * @param values headline first, each measure once
 */
public record Association(String first, String second, int rows, List<AssociationValue> values) {

  public Association {
    Require.notBlank("First", first);
    Require.notBlank("Second", second);
    Require.atLeast("Rows", rows, 0);
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Association must have a measure; had none.");
    }
  }

  /** The measure that suits the types of the pair best. */
  public AssociationValue headline() {
    return values.get(0);
  }

  /**
   * What this measure came to.
   *
   * @throws IllegalArgumentException if it does not suit the types of the pair
   */
  public AssociationValue value(AssociationMeasure measure) {
    return values.stream()
        .filter(v -> v.measure() == measure)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Measure must suit the pair '"
                        + first
                        + "' and '"
                        + second
                        + "', which has "
                        + values.stream().map(AssociationValue::measure).toList()
                        + "; was "
                        + measure
                        + "."));
  }

  /** The absolute value of the headline, 0 to 1, if it is defined. */
  public OptionalDouble strength() {
    OptionalDouble number = headline().number();
    return number.isPresent() ? OptionalDouble.of(Math.abs(number.getAsDouble())) : number;
  }
}
