package io.millwright.eval.explain;

import io.millwright.Seed;
import io.millwright.eval.rows.TableRows;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Moves the values of some fields to other rows of their table, those of a row together. */
final class Shuffle {

  private final Table table;
  private final List<String> fields;
  private final int[] unitOf;
  private final int[] firstOf;

  private Shuffle(Table table, List<String> fields, int[] unitOf, int[] firstOf) {
    this.table = table;
    this.fields = fields;
    this.unitOf = unitOf;
    this.firstOf = firstOf;
  }

  /** Of groups if the table has some and the fields have one value in each, else of rows. */
  static Shuffle of(Table table, List<String> fields) {
    Optional<int[]> groups = TableRows.groups(table);
    int n = table.rowCount();
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    if (groups.isEmpty()) {
      return new Shuffle(table, fields, rows, rows);
    }
    int[] first = firstRows(groups.get());
    boolean constant =
        fields.stream().allMatch(f -> isConstant(table.column(f), groups.get(), first));
    return constant
        ? new Shuffle(table, fields, groups.get(), first)
        : new Shuffle(table, fields, rows, rows);
  }

  private static int[] firstRows(int[] groupOf) {
    int groups = Arrays.stream(groupOf).max().orElse(-1) + 1;
    int[] first = new int[groups];
    for (int i = groupOf.length - 1; i >= 0; i--) {
      first[groupOf[i]] = i;
    }
    return first;
  }

  private static boolean isConstant(Column column, int[] groupOf, int[] first) {
    for (int i = 0; i < groupOf.length; i++) {
      if (!CellValue.of(column, i).equals(CellValue.of(column, first[groupOf[i]]))) {
        return false;
      }
    }
    return true;
  }

  Table apply(Seed seed) {
    int[] units = seed.permutation(firstOf.length);
    int[] from = new int[unitOf.length];
    Arrays.setAll(from, i -> firstOf[units[unitOf[i]]]);
    Table shuffled = table;
    for (String field : fields) {
      shuffled = shuffled.with(field, table.column(field).take(from));
    }
    return shuffled;
  }
}
