package io.millwright.quality;

import io.millwright.quality.QualityFault.Kind;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@link Dimension#CONSISTENCY}. */
final class Consistency {

  private Consistency() {}

  static DimensionScore score(Table table, List<ColumnFacts> features, List<QualityFault> faults) {
    int duplicates = DuplicateRows.count(compared(table));
    if (duplicates > 0) {
      faults.add(
          QualityFault.of(
              Kind.DUPLICATE_ROWS,
              duplicates + " of " + table.rowCount() + " rows are equal to an earlier row."));
    }
    long cells = 0;
    long variants = 0;
    long constants = 0;
    for (ColumnFacts facts : features) {
      constants += facts.isConstant() ? 1 : 0;
      if (facts.column() instanceof CategoricalColumn column) {
        long odd = variants(column);
        cells += column.size() - column.missingCount();
        variants += odd;
        if (odd > 0) {
          faults.add(
              QualityFault.of(
                  Kind.CATEGORY_VARIANTS,
                  facts.field().name(),
                  "Field '"
                      + facts.field().name()
                      + "' has categories that differ in case or white space only, in "
                      + odd
                      + " rows."));
        }
      }
    }
    double d = duplicates / (double) table.rowCount();
    double v = cells == 0 ? 0 : variants / (double) cells;
    double c = features.isEmpty() ? 0 : constants / (double) features.size();
    return DimensionScore.of(
        Dimension.CONSISTENCY,
        5 * (1 - 2 * d - 2 * v - c),
        duplicates
            + " rows repeat an earlier one, "
            + variants
            + " category cells are spelt unlike their kind, "
            + constants
            + " features have one value.",
        new DimensionScore.Measure("duplicate row share", d),
        new DimensionScore.Measure("category variant share", v),
        new DimensionScore.Measure("constant feature share", c));
  }

  private static List<Column> compared(Table table) {
    List<Column> columns = new ArrayList<>();
    for (Field field : table.schema().fields()) {
      if (field.role() != Role.KEY && field.role() != Role.IGNORED) {
        columns.add(table.column(field.name()));
      }
    }
    return columns;
  }

  /** Cells whose category is not the most frequent spelling of its kind. */
  static long variants(CategoricalColumn column) {
    long[] counts = new long[column.dictionary().size()];
    for (int i = 0; i < column.size(); i++) {
      if (!column.isMissing(i)) {
        counts[column.code(i)]++;
      }
    }
    Map<String, long[]> kinds = new HashMap<>(); // sum and largest
    for (int code = 0; code < counts.length; code++) {
      long[] kind = kinds.computeIfAbsent(plain(column.dictionary().get(code)), k -> new long[2]);
      kind[0] += counts[code];
      kind[1] = Math.max(kind[1], counts[code]);
    }
    return kinds.values().stream().mapToLong(k -> k[0] - k[1]).sum();
  }

  private static String plain(String category) {
    return category.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
