package io.millwright.eda;

import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The categories of a column that may be shown: the most frequent, none of so few rows that it
 * would name somebody. The others are counted together.
 */
final class Categories {

  /** Rows that a category must have to be shown by name. */
  static final int FEWEST_ROWS = 5;

  private final Column column;
  private final List<String> names;
  private final long[] counts;
  private final int[] groupOfCode;
  private final int shown;

  private Categories(
      Column column, List<String> names, long[] counts, int[] groupOfCode, int shown) {
    this.column = column;
    this.names = names;
    this.counts = counts;
    this.groupOfCode = groupOfCode;
    this.shown = shown;
  }

  /** Rows of each code, 0 and 1 for a BOOLEAN. */
  static long[] rows(Column column) {
    long[] rows = new long[column instanceof CategoricalColumn c ? c.dictionary().size() : 2];
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        rows[code(column, i)]++;
      }
    }
    return rows;
  }

  static Categories of(Column column, long[] rows, int most) {
    int[] codes =
        IntStream.range(0, rows.length)
            .boxed()
            .filter(c -> rows[c] >= FEWEST_ROWS)
            .sorted(
                Comparator.comparingLong((Integer c) -> -rows[c])
                    .thenComparing(c -> text(column, c)))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    long rest = Arrays.stream(rows).sum() - Arrays.stream(codes).mapToLong(c -> rows[c]).sum();
    ReportWords words = new ReportWords();
    List<String> names = new ArrayList<>();
    int[] groupOfCode = new int[rows.length];
    Arrays.fill(groupOfCode, codes.length);
    for (int g = 0; g < codes.length; g++) {
      groupOfCode[codes[g]] = g;
      names.add(words.unique(text(column, codes[g])));
    }
    List<Long> counts = new ArrayList<>();
    Arrays.stream(codes).forEach(c -> counts.add(rows[c]));
    if (rest > 0) {
      names.add(words.unique("(others)"));
      counts.add(rest);
    }
    if (column.missingCount() > 0) {
      names.add(words.unique("(missing)"));
      counts.add((long) column.missingCount());
    }
    return new Categories(
        column, names, counts.stream().mapToLong(c -> c).toArray(), groupOfCode, codes.length);
  }

  private static int code(Column column, int row) {
    return column instanceof CategoricalColumn c ? c.code(row) : (int) column.integer(row);
  }

  private static String text(Column column, int code) {
    return column instanceof CategoricalColumn c
        ? c.dictionary().get(code)
        : code == 1 ? "true" : "false";
  }

  /** Shown categories, then the others and the missing where there are any. */
  List<String> names() {
    return names;
  }

  long count(int group) {
    return counts[group];
  }

  /** How many stand for one category each. */
  int shown() {
    return shown;
  }

  /** Group of each row. */
  int[] groups() {
    int missing = names.size() - 1;
    int[] groups = new int[column.size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = column.isMissing(i) ? missing : groupOfCode[code(column, i)];
    }
    return groups;
  }
}
