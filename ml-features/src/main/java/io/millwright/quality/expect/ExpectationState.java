package io.millwright.quality.expect;

import io.millwright.quality.expect.Expectations.Clause;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check under way: what was counted in the rows seen so far, which themselves are not kept.
 *
 * <p>Rows are numbered from 0 in the order they are added. States of adjoining stretches of rows
 * merge, in any grouping that keeps their order, to what one pass over all rows gives: a key that
 * came in two chunks and a time that fell between two are found. Memory is constant but for unique
 * keys and orders by key, see there. Mutable, not thread-safe: one for each thread, then merge.
 */
public final class ExpectationState {

  private final Expectations expectations;
  private final List<RuleState> states = new ArrayList<>();
  private long rows;
  private @Nullable Schema fitting;

  ExpectationState(Expectations expectations) {
    this.expectations = expectations;
    for (Clause clause : expectations.clauses()) {
      states.add(clause.rule().start(clause.expectation()));
    }
  }

  /** How many rows were seen. */
  public long rows() {
    return rows;
  }

  /**
   * Checks the next rows.
   *
   * @throws SchemaMismatchException if the chunk lacks a field or has it in another type; then
   *     nothing is counted
   */
  public void add(Table chunk) {
    if (!chunk.schema().equals(fitting)) {
      expectations.requireFits(chunk.schema());
      fitting = chunk.schema();
    }
    states.forEach(s -> s.add(chunk, rows));
    rows += chunk.rowCount();
  }

  /**
   * Adds what another state counted in the rows that follow these; the other one stays as it is.
   *
   * @throws IllegalArgumentException if it is this one, or of other expectations
   */
  @SuppressWarnings("ReferenceEquality")
  public void merge(ExpectationState next) {
    if (next == this || !expectations.equals(next.expectations)) {
      throw new IllegalArgumentException(
          "Merged state must be another one of equal expectations; was not.");
    }
    for (int i = 0; i < states.size(); i++) {
      states.get(i).merge(next.states.get(i), rows);
    }
    rows += next.rows;
  }

  /** What came of the rows so far; more may be added afterwards. */
  public ExpectationReport result() {
    return new ExpectationReport(
        rows, states.stream().flatMap(s -> s.results(rows).stream()).toList());
  }
}
