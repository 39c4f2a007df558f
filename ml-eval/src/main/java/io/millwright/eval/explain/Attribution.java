package io.millwright.eval.explain;

import java.util.List;

/**
 * A model's number for one row as a sum: what it is on the background, plus a contribution of each
 * field.
 *
 * <p>{@code prediction = base + sum of contributions} to rounding; {@link #residual()} is what is
 * left. It is about 1e-15 of the terms for all models but trees that add in float (XGBoost), whose
 * own sum is rounded to about 1e-7 of it. Holds no values of the row, yet it is about one row:
 * treat it as personal where rows are persons. Immutable and thread-safe.
 *
 * @param base the weighted mean of the model's number over the background
 * @param contributions one for each field or group, in the order the model reads them
 * @param prediction the model's own number for the row
 * @param method how it was computed
 */
public record Attribution(
    double base, List<Contribution> contributions, double prediction, Shap.Method method) {

  /** Copies the list. */
  public Attribution {
    contributions = List.copyOf(contributions);
  }

  /**
   * The part of one field or group.
   *
   * @param fields one, or those that were taken together
   * @param value in the unit of the number; positive when it pushes the number up
   * @param standardError of sampling orders of the fields; 0 for exact methods
   */
  public record Contribution(List<String> fields, double value, double standardError) {

    /** Copies the list. */
    public Contribution {
      fields = List.copyOf(fields);
    }

    /** The field, or those taken together joined by {@code +}. */
    public String name() {
      return String.join(" + ", fields);
    }
  }

  /**
   * The contribution of a field, or of those it was taken together with.
   *
   * @throws IllegalArgumentException if the model does not read it
   */
  public Contribution of(String field) {
    return contributions.stream()
        .filter(c -> c.fields().contains(field))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Field '" + field + "' must be read by the model; is not."));
  }

  /** {@code prediction - base - sum of contributions}: rounding. */
  public double residual() {
    double sum = base;
    for (Contribution c : contributions) {
      sum += c.value();
    }
    return prediction - sum;
  }
}
