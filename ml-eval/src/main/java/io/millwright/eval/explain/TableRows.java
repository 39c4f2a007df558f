package io.millwright.eval.explain;

import io.millwright.eval.interval.Resampling;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Prediction;
import io.millwright.model.Targets;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a table says about its rows besides features: weights, groups, labels. */
final class TableRows {

  private TableRows() {}

  /**
   * The weight of each row, 1 without a WEIGHT field.
   *
   * @throws IllegalArgumentException if there are no rows, or a weight is missing, negative or not
   *     finite, or all are 0
   */
  static double[] weights(Table table) {
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
  static double[] shares(Table table) {
    double[] shares = weights(table);
    double total = Arrays.stream(shares).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= total;
    }
    return shares;
  }

  /** The number of each row's group, 0-based without gaps; none without a GROUP field. */
  static Optional<int[]> groups(Table table) {
    return table
        .schema()
        .only(Role.GROUP)
        .map(Field::name)
        .map(
            name -> {
              Column column = table.column(name);
              Map<CellValue, Integer> numbers = new HashMap<>();
              int[] groups = new int[table.rowCount()];
              int next = 0;
              for (int i = 0; i < groups.length; i++) {
                CellValue value = CellValue.of(column, i);
                // A row without a group is a group of its own.
                Integer known = value.missing() ? null : numbers.putIfAbsent(value, next);
                groups[i] = known == null ? next++ : known;
              }
              return groups;
            });
  }

  /** Rows drawn singly, or by group where the table has groups. */
  static Resampling resampling(Table table) {
    double[] weights = weights(table);
    return groups(table)
        .map(groups -> Resampling.ofGroups(weights, groups))
        .orElseGet(() -> Resampling.ofRows(weights));
  }

  /** Labels of a table, waiting for scores. Classes that only the labels have come last. */
  record Labelled<P extends Prediction>(TrainedPipeline<P> trained, Table table) {

    Scored<P> scored(Table asScored) {
      Task<P> task = trained.task();
      List<String> classes = trained.model().classes();
      List<String> known = known(classes);
      double[] scores = trained.model().scores(asScored);
      if (known.size() > classes.size()) {
        scores = widened(scores, classes.size(), known.size());
      }
      double[] targets = Targets.with(table, known).toArray();
      return Scored.of(task, known, targets, scores, weights(table));
    }

    private List<String> known(List<String> classes) {
      if (trained.task().kind() != Task.Kind.MULTICLASS) {
        return classes;
      }
      Set<String> all = new LinkedHashSet<>(classes);
      all.addAll(Targets.of(table).classes());
      return List.copyOf(all);
    }

    private static double[] widened(double[] scores, int from, int to) {
      int n = scores.length / from;
      double[] wide = new double[n * to];
      for (int i = 0; i < n; i++) {
        System.arraycopy(scores, i * from, wide, i * to, from);
      }
      return wide;
    }
  }
}
