package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Epoch days of a DATE or epoch nanoseconds of a TIMESTAMP between two bounds. */
record TimeRangeRule(String field, FieldType type, long from, long to) implements RowRule {

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.IN_RANGE;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    List<String> faults = new ArrayList<>(Rule.suits("inRange", field, types, type));
    if (from > to) {
      faults.add("Bounds of inRange(" + field + ") must be in the order of time; were not.");
    }
    return faults;
  }

  @Override
  public Judge over(Column column) {
    return row -> Judgement.of(column.integer(row) >= from && column.integer(row) <= to);
  }

  @Override
  public void write(ObjectNode node) {
    node.put("from", from).put("to", to);
  }
}
