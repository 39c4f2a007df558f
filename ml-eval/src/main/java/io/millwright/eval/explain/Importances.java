package io.millwright.eval.explain;

import io.millwright.evidence.Estimate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a model needs, field by field, the most needed first. Holds no values of rows. Immutable and
 * thread-safe.
 *
 * @param metric by which it was judged
 * @param base the metric of the model with nothing shuffled
 * @param fields by falling drop, undefined drops last
 * @param warnings what a reader should know, for example which fields share their importance
 */
public record Importances(
    String metric, Estimate base, List<Importance> fields, List<String> warnings) {

  /** Copies the lists. */
  public Importances {
    fields = List.copyOf(fields);
    warnings = List.copyOf(warnings);
  }

  /**
   * How much worse the model does without the information in some fields.
   *
   * @param fields one, or those of a group
   * @param drop the mean fall of the metric over the shuffles, greater than 0 for a loss
   * @param shuffleDeviation standard deviation of the fall from shuffle to shuffle; empty with one
   *     repeat
   */
  public record Importance(List<String> fields, Estimate drop, OptionalDouble shuffleDeviation) {

    /** Copies the list. */
    public Importance {
      fields = List.copyOf(fields);
    }

    /** The field, or those of a group joined by {@code +}. */
    public String name() {
      return String.join(" + ", fields);
    }
  }

  /**
   * The importance of a field, or of the group it is in.
   *
   * @throws IllegalArgumentException if the model does not read it
   */
  public Importance of(String field) {
    return fields.stream()
        .filter(i -> i.fields().contains(field))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Field '" + field + "' must be read by the model; is not."));
  }
}
