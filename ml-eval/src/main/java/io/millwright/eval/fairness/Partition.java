package io.millwright.eval.fairness;

import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The rows of a table by the values of protected fields: every combination that is present. */
final class Partition {

  /** More groups than this cannot be compared with each other in any useful way. */
  static final int MOST = 100;

  private final List<String> fields;
  private final List<ProtectedGroup> groups;
  private final List<int[]> rows;

  private Partition(List<String> fields, List<ProtectedGroup> groups, List<int[]> rows) {
    this.fields = fields;
    this.groups = groups;
    this.rows = rows;
  }

  /** Groups by value of the first field, then the second and so on; missing comes last. */
  static Partition of(Table table, List<String> fields) {
    Map<List<String>, ProtectedGroup> groups = new TreeMap<>(Partition::compare);
    Map<List<String>, List<Integer>> rows = new LinkedHashMap<>();
    List<Column> columns = fields.stream().map(f -> column(table, f)).toList();
    for (int row = 0; row < table.rowCount(); row++) {
      List<String> key = new ArrayList<>();
      Map<String, Optional<String>> values = new LinkedHashMap<>();
      for (int f = 0; f < fields.size(); f++) {
        Optional<String> value = CellWords.of(columns.get(f), row);
        values.put(fields.get(f), value);
        // Present values sort before the missing one.
        key.add(value.map(v -> "0" + v).orElse("1"));
      }
      groups.computeIfAbsent(key, k -> new ProtectedGroup(values));
      rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    if (groups.size() > MOST) {
      throw new IllegalArgumentException(
          "Groups of "
              + fields
              + " must be at most "
              + MOST
              + "; were "
              + groups.size()
              + ". Join values into fewer ones, or do not intersect these fields.");
    }
    return new Partition(
        fields,
        List.copyOf(groups.values()),
        groups.keySet().stream().map(k -> toArray(rows.getOrDefault(k, List.of()))).toList());
  }

  private static int[] toArray(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int c = a.get(i).compareTo(b.get(i));
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  private static Column column(Table table, String field) {
    Column column = table.column(field);
    FieldType type = column.type();
    if (type == FieldType.NUMERIC || type.isTime()) {
      throw new IllegalArgumentException(
          "Protected field '"
              + field
              + "' must be CATEGORICAL, BOOLEAN, INTEGER or TEXT; was "
              + type
              + ". Bin it into a categorical field.");
    }
    return column;
  }

  /** All combinations of 1 to {@code depth} of the fields, the short ones first. */
  static List<List<String>> combinations(List<String> fields, int depth) {
    List<List<String>> all = new ArrayList<>();
    for (int bits = 1; bits < 1 << fields.size(); bits++) {
      int chosen = bits;
      if (Integer.bitCount(bits) <= depth) {
        all.add(
            IntStream.range(0, fields.size())
                .filter(i -> (chosen >> i & 1) == 1)
                .mapToObj(fields::get)
                .toList());
      }
    }
    all.sort(Comparator.comparingInt(List::size));
    return all;
  }

  List<String> fields() {
    return fields;
  }

  /** For people, for example {@code sex × race}. */
  static String title(List<String> fields) {
    return String.join(" × ", fields);
  }

  int size() {
    return groups.size();
  }

  ProtectedGroup group(int position) {
    return groups.get(position);
  }

  List<ProtectedGroup> groups() {
    return groups;
  }

  /** The rows of a group, ascending; not to be changed. */
  int[] rows(int position) {
    return rows.get(position);
  }

  /** The group of each row. */
  int[] groupOf() {
    int[] groupOf = new int[rows.stream().mapToInt(r -> r.length).sum()];
    for (int g = 0; g < rows.size(); g++) {
      int group = g;
      Arrays.stream(rows.get(g)).forEach(row -> groupOf[row] = group);
    }
    return groupOf;
  }
}
