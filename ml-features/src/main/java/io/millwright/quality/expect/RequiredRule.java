package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import java.util.List;
import java.util.Map;

/** A value in every row. */
record RequiredRule(String field) implements RowRule {

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.REQUIRED;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    return List.of();
  }

  @Override
  public boolean judgesMissing() {
    return true;
  }

  @Override
  public Judge over(Column column) {
    return row -> Judgement.of(!column.isMissing(row));
  }

  @Override
  public void write(ObjectNode node) {}
}
