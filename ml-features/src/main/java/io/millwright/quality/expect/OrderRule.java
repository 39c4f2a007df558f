package io.millwright.quality.expect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.quality.expect.ExpectationResult.Tally;
import io.millwright.quality.internal.CellDigest;
import io.millwright.quality.internal.FirstRows;
import io.millwright.quality.internal.GrownLongs;
import io.millwright.quality.internal.KeyTable;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Values of the first field that never fall, over all rows or for each key of the second. */
record OrderRule(List<String> fields) implements Rule {

  OrderRule {
    fields = List.copyOf(fields);
  }

  @Override
  public Expectation.Kind kind() {
    return Expectation.Kind.MONOTONE;
  }

  @Override
  public List<String> faults(Map<String, FieldType> types) {
    return Rule.suits(
        "monotone", fields.get(0), types, FieldType.DATE, FieldType.TIMESTAMP, FieldType.INTEGER);
  }

  @Override
  public void write(ObjectNode node) {}

  @Override
  public RuleState start(Expectation expectation) {
    return new State(fields, expectation);
  }

  /** For each key its first value, where that was, and its last value. */
  private static final class State implements RuleState {

    private final List<String> fields;
    private final Expectation expectation;
    private final KeyTable keys = new KeyTable();
    private final GrownLongs firstValue = new GrownLongs();
    private final GrownLongs firstSeen = new GrownLongs();
    private final GrownLongs lastValue = new GrownLongs();
    private final FirstRows firstRows = new FirstRows();
    private long checked;
    private long failing;

    State(List<String> fields, Expectation expectation) {
      this.fields = fields;
      this.expectation = expectation;
    }

    @Override
    public void add(Table chunk, long first) {
      List<Column> columns = fields.stream().map(chunk::column).toList();
      List<Column> keyColumns = columns.subList(1, columns.size());
      CellDigest digest = new CellDigest();
      for (int row = 0; row < chunk.rowCount(); row++) {
        int at = row;
        if (columns.stream().noneMatch(c -> c.isMissing(at))) {
          checked++;
          if (!keyColumns.isEmpty()) {
            digest.of(keyColumns, row);
          }
          long value = columns.get(0).integer(row);
          see(digest.high(), digest.low(), value, first + row);
        }
      }
    }

    /** The number of the key, of which this value is the next. */
    private int see(long high, long low, long value, long row) {
      int known = keys.size();
      int key = keys.add(high, low);
      if (key == known) {
        firstValue.set(key, value);
        firstSeen.set(key, row);
      } else if (value < lastValue.get(key)) {
        failing++;
        firstRows.add(row);
      }
      lastValue.set(key, value);
      return key;
    }

    @Override
    public void merge(RuleState next, long offset) {
      State other = (State) next;
      checked += other.checked;
      failing += other.failing;
      firstRows.addAll(other.firstRows, offset);
      for (int k = 0; k < other.keys.size(); k++) {
        long row = offset + other.firstSeen.get(k);
        int key = see(other.keys.high(k), other.keys.low(k), other.firstValue.get(k), row);
        lastValue.set(key, other.lastValue.get(k));
      }
    }

    @Override
    public List<ExpectationResult> results(long rows) {
      Tally tally = new Tally(checked, failing, 0);
      return List.of(
          new ExpectationResult(expectation, tally, OptionalDouble.empty(), firstRows.list()));
    }
  }
}
