package io.millwright.split;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The groups of a table's rows, numbered in the order of their values. */
final class Groups {

  private final int[] rows;
  private final int[] numbers;
  private final int count;

  private Groups(int[] rows, int[] numbers, int count) {
    this.rows = rows;
    this.numbers = numbers;
    this.count = count;
  }

  /** Groups by a field: whole numbers and times ascending, text by code point. */
  static Groups of(Table table, String field) {
    return of(table, field, new BitSet());
  }

  /** As {@link #of(Table, String)}, without the rows left out. */
  static Groups of(Table table, String field, BitSet left) {
    Column column = GroupedSplitter.groupColumn(table, field);
    int[] rows =
        IntStream.range(0, column.size())
            .filter(i -> !column.isMissing(i) && !left.get(i))
            .toArray();
    boolean text = column.type() == FieldType.CATEGORICAL || column.type() == FieldType.TEXT;
    return text
        ? numbered(
            rows,
            IntStream.of(rows).mapToObj(column::string).toList(),
            Comparator.comparing((String s) -> s.codePoints().toArray(), Arrays::compare))
        : numbered(
            rows, IntStream.of(rows).mapToObj(column::integer).toList(), Comparator.naturalOrder());
  }

  private static <T> Groups numbered(int[] rows, List<T> values, Comparator<T> order) {
    Map<T, Integer> number = new HashMap<>();
    List<T> distinct = values.stream().distinct().sorted(order).toList();
    distinct.forEach(value -> number.put(value, number.size()));
    int[] numbers = values.stream().map(number::get).mapToInt(Integer::intValue).toArray();
    return new Groups(rows, numbers, distinct.size());
  }

  /** Rows that have a group, ascending. */
  int[] rows() {
    return rows;
  }

  /** The group of each of those rows, from 0. */
  int[] numbers() {
    return numbers;
  }

  /** How many rows of each stratum each group has: groups × strata. */
  int[][] counts(Strata strata) {
    int[] stratum = strata.numbers();
    int[][] counts = new int[count][strata.rows().size()];
    for (int i = 0; i < rows.length; i++) {
      counts[numbers[i]][stratum[rows[i]]]++;
    }
    return counts;
  }

  /** How many groups. */
  int count() {
    return count;
  }
}
