package io.millwright.eval;

import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.evidence.Evidence.SliceFinding;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The metrics of the rows that share one value of a field.
 *
 * @param field the field
 * @param value its value as text, or empty for the rows where it is missing
 * @param support how many rows
 * @param metrics estimate by metric name; undefined below the support floor
 * @param comparisons with the other pipelines on the same rows; none below the support floor
 */
public record Slice(
    String field,
    Optional<String> value,
    long support,
    SortedMap<String, Estimate> metrics,
    List<Comparison> comparisons) {

  public Slice {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    comparisons = List.copyOf(comparisons);
  }

  /** The slice as evidence. */
  SliceFinding finding() {
    return new SliceFinding(name(), support, metrics, comparisons);
  }

  /** {@code field = value}, or {@code field is missing}. */
  public String name() {
    return value.map(v -> field + " = " + v).orElse(field + " is missing");
  }
}
