package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.quality.expect.ExpectationResult.Tally;
import io.millwright.schema.FieldType;
import io.millwright.table.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** So many rows. */
record RowCountRule(long least, long most) implements Rule {

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.ROW_COUNT;
  }

  @Override
  public List<String> fields() {
    return List.of();
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    return least >= 0 && least <= most
        ? List.of()
        : List.of(
            "Bounds of rowCount must be at least 0, the low one first; were "
                + least
                + " and "
                + most
                + ".");
  }

  @Override
  public void write(ObjectNode node) {
    node.put("least", least).put("most", most);
  }

  @Override
  public RuleState start(Expectation expectation) {
    return new State(this, expectation);
  }

  private record State(RowCountRule rule, Expectation expectation) implements RuleState {

    @Override
    public void add(Table chunk, long first) {}

    @Override
    public void merge(RuleState next, long offset) {}

    @Override
    public List<ExpectationResult> results(long rows) {
      boolean holds = rows >= rule.least && rows <= rule.most;
      return List.of(
          new ExpectationResult(
              expectation,
              new Tally(1, holds ? 0 : 1, 0),
              OptionalDouble.of((double) rows),
              List.of()));
    }
  }
}
