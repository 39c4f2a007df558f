package io.millwright.split;

import io.millwright.Seed;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds out whole groups. */
record GroupedSplitter(String field, double share) implements RandomSplitter {

  @Override
  public SplitRows rows(Table table, Seed seed) {
    Column column = groupColumn(table, field);
    BitSet left = new BitSet(table.rowCount());
    Map<String, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < column.size(); i++) {
      if (column.isMissing(i)) {
        left.set(i);
      } else {
        sizes.merge(text(column, i), 1, Integer::sum);
      }
    }
    enough(field, sizes.size(), 2);
    Set<String> held =
        held(sizes, share * (column.size() - left.cardinality()), seed.derive("split-grouped"));
    BitSet test = new BitSet(table.rowCount());
    for (int i = 0; i < column.size(); i++) {
      if (!left.get(i) && held.contains(text(column, i))) {
        test.set(i);
      }
    }
    return SplitRows.leaving(
        table.rowCount(),
        test,
        left,
        "grouped by '" + field + "' " + Shares.percent(share) + ", seed " + seed.value());
  }

  /** The field's column; refused if its values are not equal or not. */
  static Column groupColumn(Table table, String field) {
    Column column = table.column(field);
    if (column.type() == FieldType.NUMERIC) {
      throw new IllegalArgumentException(
          "Group field '"
              + field
              + "' must have values that are equal or not; was NUMERIC. Make it INTEGER or CATEGORICAL.");
    }
    return column;
  }

  /** Refuses fewer groups than needed. */
  static void enough(String field, int count, int least) {
    if (count < least) {
      throw new IllegalArgumentException(
          "Group field '"
              + field
              + "' must have "
              + least
              + " different values or more; has "
              + count
              + ". Choose another field or another kind of split.");
    }
  }

  private static Set<String> held(Map<String, Integer> sizes, double target, Seed seed) {
    List<Map.Entry<String, Integer>> groups = new ArrayList<>(sizes.entrySet());
    Set<String> held = new HashSet<>();
    Map.Entry<String, Integer> smallest = groups.get(0);
    long rows = 0;
    for (int i : seed.permutation(groups.size())) {
      Map.Entry<String, Integer> group = groups.get(i);
      int size = group.getValue();
      if (size < smallest.getValue()) {
        smallest = group;
      }
      boolean nearer = Math.abs(rows + size - target) < Math.abs(rows - target);
      if (nearer && held.size() < groups.size() - 1) {
        held.add(group.getKey());
        rows += size;
      }
    }
    return held.isEmpty() ? Set.of(smallest.getKey()) : held;
  }

  /** The value as text that is equal exactly when the value is. */
  static String text(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL, TEXT -> column.string(row);
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      case INTEGER, DATE, TIMESTAMP -> Long.toString(column.integer(row));
      case NUMERIC -> Double.toString(column.number(row));
    };
  }
}
