package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.FieldType;
import java.util.List;
import java.util.Map;

/** What one expectation compares rows with. Immutable; equal when it always judges alike. */
interface Rule {

  Expectation.Kind kind();

  /** In the order of the declaration, each once. */
  List<String> fields();

  /** What does not suit the types of the fields, all of which are known; a sentence each. */
  List<String> faults(Map<String, FieldType> types);

  /** A count of nothing. */
  RuleState start(Expectation expectation);

  /** Writes what {@link ExpectationsJson} reads. */
  void write(ObjectNode node);

  /** The fault of a field whose type is not among these, or none. */
  static List<String> suits(
      String name, String field, Map<String, FieldType> types, FieldType... allowed) {
    FieldType type = types.get(field);
    return List.of(allowed).contains(type)
        ? List.of()
        : List.of(
            "Field '"
                + field
                + "' of "
                + name
                + " must be one of "
                + List.of(allowed)
                + "; was "
                + type
                + ".");
  }
}
