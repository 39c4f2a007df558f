package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Strings, whole numbers or truths among these, as text. */
record SetRule(String field, Set<String> values) implements RowRule {

  private static final int MOST_VALUES = 100_000;

  SetRule {
    values = Set.copyOf(values);
  }

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.IN_SET;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    List<String> faults =
        new ArrayList<>(
            Rule.suits(
                "inSet",
                field,
                types,
                FieldType.CATEGORICAL,
                FieldType.TEXT,
                FieldType.INTEGER,
                FieldType.BOOLEAN));
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      faults.add(
          "Values of inSet("
              + field
              + ") must be from 1 to "
              + MOST_VALUES
              + "; were "
              + values.size()
              + ". Take foreignKey for more.");
    }
    return faults;
  }

  @Override
  public Judge over(Column column) {
    return row -> Judgement.of(values.contains(text(column, row)));
  }

  private static String text(Column column, int row) {
    return switch (column.type()) {
      case BOOLEAN -> column.integer(row) == 0 ? "false" : "true";
      case INTEGER -> Long.toString(column.integer(row));
      default -> column.string(row);
    };
  }

  @Override
  public void write(ObjectNode node) {
    ArrayNode array = node.putArray("values");
    values.stream().sorted().forEach(array::add);
  }
}
