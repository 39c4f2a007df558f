package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.quality.expect.ExpectationResult.Tally;
import io.millwright.quality.internal.CellDigest;
import io.millwright.quality.internal.Repeats;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** No key twice. */
record UniqueRule(List<String> fields) implements Rule {

  UniqueRule {
    fields = List.copyOf(fields);
  }

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.UNIQUE_KEY;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    return fields.isEmpty() || new HashSet<>(fields).size() != fields.size()
        ? List.of("Fields of uniqueKey must be at least one, each once; were not.")
        : List.of();
  }

  @Override
  public void write(ObjectNode node) {}

  @Override
  public RuleState start(Expectation expectation) {
    return new State(fields, expectation);
  }

  /** The keys so far. */
  private static final class State implements RuleState {

    private final List<String> fields;
    private final Expectation expectation;
    private final Repeats repeats = new Repeats();
    private long checked;

    State(List<String> fields, Expectation expectation) {
      this.fields = fields;
      this.expectation = expectation;
    }

    @Override
    public void add(Table chunk, long first) {
      List<Column> columns = fields.stream().map(chunk::column).toList();
      CellDigest digest = new CellDigest();
      for (int row = 0; row < chunk.rowCount(); row++) {
        int at = row;
        if (columns.stream().noneMatch(c -> c.isMissing(at))) {
          checked++;
          digest.of(columns, row);
          repeats.see(digest.high(), digest.low(), first + row);
        }
      }
    }

    @Override
    public void merge(RuleState next, long offset) {
      State other = (State) next;
      checked += other.checked;
      repeats.merge(other.repeats, offset);
    }

    @Override
    public List<ExpectationResult> results(long rows) {
      Tally tally = new Tally(checked, repeats.count(), 0);
      return List.of(
          new ExpectationResult(expectation, tally, OptionalDouble.empty(), repeats.firstRows()));
    }
  }
}
