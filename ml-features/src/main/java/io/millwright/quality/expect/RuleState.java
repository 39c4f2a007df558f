package io.millwright.quality.expect;

import io.millwright.table.Table;
import java.util.List;

/** What was counted for one rule so far. Mutable, not thread-safe. */
interface RuleState {

  /**
   * Counts the rows of a chunk.
   *
   * @param first number of its first row
   */
  void add(Table chunk, long first);

  /**
   * Counts the rows that another state of the same rule counted, which follow these.
   *
   * @param offset number of their first row
   */
  void merge(RuleState next, long offset);

  /** What came of it. */
  List<ExpectationResult> results(long rows);
}
