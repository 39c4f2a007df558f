package io.millwright.eval.rows;

import io.millwright.eval.interval.Resampling;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a table says about its rows besides features: weights, groups, labels. */
public final class TableRows {

  private TableRows() {}

  /**
   * The weight of each row, 1 without a WEIGHT field.
   *
   * @throws IllegalArgumentException if there are no rows, or a weight is missing, negative or not
   *     finite, or all are 0
   */
  public static double[] weights(Table table) {
    int n = table.rowCount();
    if (n == 0) {
      throw new IllegalArgumentException("Table must have at least 1 row; had 0.");
    }
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    table
        .schema()
        .only(Role.WEIGHT)
        .map(field -> table.column(field.name()))
        .ifPresent(column -> Arrays.setAll(weights, i -> weight(column, i)));
    if (Arrays.stream(weights).sum() <= 0) {
      throw new IllegalArgumentException(
          "Sum of weights must be greater than 0; was 0 over " + n + " rows.");
    }
    return weights;
  }

  private static double weight(Column column, int row) {
    double weight = column.isMissing(row) ? Double.NaN : column.number(row);
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Weight must be present, finite and at least 0; was not (row " + row + ").");
    }
    return weight;
  }

  /** Weights as shares that sum to 1. */
  public static double[] shares(Table table) {
    double[] shares = weights(table);
    double total = Arrays.stream(shares).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= total;
    }
    return shares;
  }

  /** The number of each row's group, 0-based without gaps; none without a GROUP field. */
  public static Optional<int[]> groups(Table table) {
    return table
        .schema()
        .only(Role.GROUP)
        .map(Field::name)
        .map(
            name -> {
              Column column = table.column(name);
              Map<String, Integer> numbers = new HashMap<>();
              int[] groups = new int[table.rowCount()];
              for (int i = 0; i < groups.length; i++) {
                // A row without a group is a group of its own.
                String key = column.isMissing(i) ? "row " + i : "group " + text(column, i);
                groups[i] = numbers.computeIfAbsent(key, k -> numbers.size());
              }
              return groups;
            });
  }

  /** Rows drawn singly, or by group where the table has groups. */
  public static Resampling resampling(Table table) {
    return resampling(table, weights(table));
  }

  /** The same, where rows have other weights than the table says. */
  public static Resampling resampling(Table table, double[] weights) {
    return groups(table)
        .map(groups -> Resampling.ofGroups(weights, groups))
        .orElseGet(() -> Resampling.ofRows(weights));
  }

  /** A present value of a column as text. */
  public static String text(Column column, int row) {
    return switch (column.type()) {
      case CATEGORICAL, TEXT -> column.string(row);
      case BOOLEAN -> column.integer(row) == 1 ? "true" : "false";
      case NUMERIC -> Double.toString(column.number(row));
      default -> Long.toString(column.integer(row));
    };
  }
}
