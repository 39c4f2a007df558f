package io.millwright.eval.explain;

import io.millwright.table.Row;
import java.util.List;

/**
 * A row that gets the wished prediction, and how it differs from the row that was asked about. Its
 * parts are personal where rows are persons; its text form says only which fields change.
 *
 * @param changes at least one, in the order the model reads the fields
 * @param cost sum of what the changes cost
 * @param nearestDistance mean over the fields of the distance to the nearest observed row, 0..1:
 *     the difference by the observed range for numbers and times, 0 or 1 for others; far from any
 *     row it need not be possible
 * @param row the changed row, to be scored by the same pipeline; not to be changed
 */
public record Counterfactual(List<Change> changes, double cost, double nearestDistance, Row row) {

  /** Copies the list. */
  public Counterfactual {
    changes = List.copyOf(changes);
  }

  /** Names of the fields that change. */
  public List<String> fields() {
    return changes.stream().map(Change::field).toList();
  }

  /** Fields and cost; no values. */
  @Override
  public String toString() {
    return "Counterfactual of " + fields() + ", cost " + cost;
  }

  /**
   * One field that differs.
   *
   * @param field which
   * @param from its value as text; personal
   * @param to its new value as text
   */
  public record Change(String field, String from, String to) {

    /** The field; no values. */
    @Override
    public String toString() {
      return "Change of " + field;
    }
  }
}
