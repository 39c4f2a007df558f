package io.millwright.store.replay;

import io.millwright.store.StoreException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a replay found: the plan, how many vectors, and each field.
 *
 * @param plan the fingerprint of the plan that served
 * @param rows how many vectors were compared
 * @param fields in the order of the schema
 */
public record SkewReport(String plan, long rows, List<FieldSkew> fields) {

  public SkewReport {
    fields = List.copyOf(fields);
  }

  /** Whether at least one vector was compared and all agree in every field, bit for bit. */
  public boolean passes() {
    return rows > 0 && fields.stream().allMatch(FieldSkew::agrees);
  }

  /**
   * The report, if it passes.
   *
   * @throws StoreException {@code skew} otherwise; names the fields and row numbers
   */
  public SkewReport orThrow() {
    if (!passes()) {
      throw new StoreException("skew", describe());
    }
    return this;
  }

  /** The verdict and each field that does not agree; row numbers and no values. */
  public String describe() {
    String faults =
        fields.stream()
            .filter(field -> !field.agrees())
            .map(field -> "\n  " + field)
            .collect(Collectors.joining());
    return rows == 0
        ? "Served vectors must be at least one; were none. Log some and replay again."
        : faults.isEmpty()
            ? "All " + rows + " served vectors agree with history."
            : "Served vectors must agree with history; of " + rows + " some do not:" + faults;
  }
}
