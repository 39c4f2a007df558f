package io.millwright.eval.slice;

import io.millwright.Require;
import io.millwright.table.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows in which all of some predicates hold.
 *
 * @param predicates at least one, each of another field
 */
public record Conjunction(List<Predicate> predicates) {

  public Conjunction {
    predicates = List.copyOf(predicates);
    Require.atLeast("Predicates", predicates.size(), 1);
  }

  /** As words. */
  public String text() {
    return predicates.stream().map(Predicate::text).collect(Collectors.joining(" and "));
  }

  /** The positions of its rows in a table that has the fields, ascending. */
  public int[] rows(Table table) {
    return IntStream.range(0, table.rowCount())
        .filter(row -> predicates.stream().allMatch(p -> p.holds(table, row)))
        .toArray();
  }

  @Override
  public String toString() {
    return text();
  }
}
