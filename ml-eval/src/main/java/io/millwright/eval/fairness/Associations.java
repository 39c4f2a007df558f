package io.millwright.eval.fairness;

import io.millwright.schema.Field;
import io.millwright.schema.FieldType;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Associations of fields with the groups of a protected field. */
final class Associations {

  private Associations() {}

  /** Of every feature but the protected one itself, the strongest first; TEXT and times are not. */
  static List<Association> with(Partition protectedGroups, Table table) {
    String protectedField = protectedGroups.fields().get(0);
    int[] groupOf = protectedGroups.groupOf();
    List<Association> found = new ArrayList<>();
    for (Field field : table.schema().features()) {
      if (!field.name().equals(protectedField)) {
        of(field, table.column(field.name()), protectedField, groupOf).ifPresent(found::add);
      }
    }
    found.sort(
        Comparator.comparingDouble(Association::strength)
            .reversed()
            .thenComparing(Association::feature));
    return List.copyOf(found);
  }

  private static Optional<Association> of(
      Field field, Column column, String protectedField, int[] groupOf) {
    FieldType type = column.type();
    if (type == FieldType.TEXT || type.isTime()) {
      return Optional.empty();
    }
    int n = column.size() - column.missingCount();
    boolean words = type == FieldType.CATEGORICAL || type == FieldType.BOOLEAN;
    double strength = words ? cramersV(codes(column), groupOf) : eta(column, groupOf);
    return Double.isNaN(strength)
        ? Optional.empty()
        : Optional.of(
            new Association(
                field.name(),
                protectedField,
                words ? Association.Kind.CRAMERS_V : Association.Kind.ETA,
                strength,
                n));
  }

  private static int[] codes(Column column) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] codes = new int[column.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          CellWords.of(column, i)
              .map(v -> numbers.computeIfAbsent(v, k -> numbers.size()))
              .orElse(-1);
    }
    return codes;
  }

  /** Of whether a value is missing and the group: 0 where the groups miss it equally often. */
  static double missingness(Column column, int[] groupOf) {
    int[] codes = new int[column.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = column.isMissing(i) ? 1 : 0;
    }
    return cramersV(codes, groupOf);
  }

  /**
   * Bias-corrected Cramér's V; NaN if a side has one value only. Rows with a negative code do not
   * count.
   */
  static double cramersV(int[] left, int[] right) {
    Map<Long, Integer> cells = new HashMap<>();
    Map<Integer, Integer> rows = new HashMap<>();
    Map<Integer, Integer> columns = new HashMap<>();
    int n = 0;
    for (int i = 0; i < left.length; i++) {
      if (left[i] >= 0 && right[i] >= 0) {
        cells.merge(((long) left[i] << 32) + right[i], 1, Integer::sum);
        rows.merge(left[i], 1, Integer::sum);
        columns.merge(right[i], 1, Integer::sum);
        n++;
      }
    }
    if (rows.size() < 2 || columns.size() < 2) {
      return Double.NaN;
    }
    // sum (o - e)²/e = n (sum o²/(r c) - 1), and empty cells add nothing to the sum
    double sum = 0;
    for (Map.Entry<Long, Integer> cell : cells.entrySet()) {
      double o = cell.getValue();
      double r = rows.getOrDefault((int) (cell.getKey() >> 32), 0);
      double c = columns.getOrDefault((int) (long) cell.getKey(), 0);
      sum += o * o / (r * c);
    }
    double r = rows.size();
    double c = columns.size();
    double phi = Math.max(0, sum - 1 - (r - 1) * (c - 1) / (n - 1));
    double least = Math.min(r - (r - 1) * (r - 1) / (n - 1), c - (c - 1) * (c - 1) / (n - 1)) - 1;
    return least > 0 ? Math.min(1, Math.sqrt(phi / least)) : Double.NaN;
  }

  /** Root of epsilon²; NaN if there are fewer than two groups or the number is constant. */
  static double eta(Column column, int[] groupOf) {
    Map<Integer, double[]> groups = new HashMap<>();
    double mean = 0;
    int n = 0;
    for (int i = 0; i < groupOf.length; i++) {
      if (!column.isMissing(i) && Double.isFinite(column.number(i))) {
        n++;
        mean += (column.number(i) - mean) / n;
        double[] sums = groups.computeIfAbsent(groupOf[i], g -> new double[2]);
        sums[0]++;
        sums[1] += column.number(i);
      }
    }
    double total = 0;
    double within = 0;
    for (int i = 0; i < groupOf.length; i++) {
      if (!column.isMissing(i) && Double.isFinite(column.number(i))) {
        double[] sums = groups.getOrDefault(groupOf[i], new double[] {1, 0});
        double x = column.number(i);
        total += (x - mean) * (x - mean);
        within += (x - sums[1] / sums[0]) * (x - sums[1] / sums[0]);
      }
    }
    int k = groups.size();
    if (k < 2 || total == 0 || n <= k) {
      return Double.NaN;
    }
    return Math.sqrt(Math.max(0, 1 - (n - 1.0) / (n - k) * within / total));
  }
}
