package io.millwright.eval.fairness;

import io.millwright.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows that share a value in each of one or several protected fields.
 *
 * @param values value as text by field, in the order of the fields; empty where it is missing
 */
public record ProtectedGroup(Map<String, Optional<String>> values) {

  /** Checks that there is a field. */
  public ProtectedGroup {
    Require.atLeast("Fields of a group", values.size(), 1);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The protected fields. */
  public List<String> fields() {
    return List.copyOf(values.keySet());
  }

  /** For example {@code sex = F, race is missing}. */
  public String name() {
    return values.entrySet().stream()
        .map(e -> e.getValue().map(v -> e.getKey() + " = " + v).orElse(e.getKey() + " is missing"))
        .collect(Collectors.joining(", "));
  }
}
