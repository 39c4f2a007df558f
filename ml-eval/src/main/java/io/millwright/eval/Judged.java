package io.millwright.eval;

import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.IntervalMethod;
import io.millwright.eval.interval.Replicates;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.model.Prediction;
import io.millwright.model.Targets;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Field;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Estimates of metrics on scored rows, and of the gain over other pipelines on the same draws. */
record Judged(SortedMap<String, Estimate> estimates, List<Comparison> comparisons) {

  /** The table's rows with what the pipeline says about them. */
  static <P extends Prediction> Scored<P> rows(
      Task<P> task, TrainedPipeline<P> trained, Table table) {
    List<String> classes = trained.model().classes();
    List<String> known = classes(classes, table);
    Targets targets = Targets.with(table, known);
    if (targets.task() != task) {
      throw new IllegalArgumentException(
          "Label must be "
              + task
              + " like the evaluator's task; was "
              + targets.task()
              + ". Evaluate on a table of the pipeline's schema.");
    }
    double[] scores = trained.model().scores(table);
    if (known.size() > classes.size()) {
      scores = widened(scores, classes.size(), known.size());
    }
    return Scored.of(task, known, targets.toArray(), scores, weights(table));
  }

  static <P extends Prediction> Judged of(
      Scored<P> rows,
      Map<String, Scored<P>> others,
      List<Metric<P>> metrics,
      Resampling resampling,
      Bootstrap bootstrap) {
    List<Scored<P>> all = new ArrayList<>(List.of(rows));
    all.addAll(others.values());
    List<Statistic> statistics = new ArrayList<>();
    List<MetricValue> values = new ArrayList<>();
    for (Scored<P> scored : all) {
      double[] own = scored.weights();
      for (Metric<P> metric : metrics) {
        Metric.Prepared prepared = metric.prepare(scored);
        statistics.add(weights -> prepared.at(weights).orElse(Double.NaN));
        values.add(prepared.at(own));
      }
    }
    Replicates draws = bootstrap.draws(resampling, statistics);
    List<Estimate> estimates = new ArrayList<>();
    for (int s = 0; s < values.size(); s++) {
      int statistic = s;
      Scored<P> scored = all.get(s / metrics.size());
      Metric<P> metric = metrics.get(s % metrics.size());
      estimates.add(
          values
              .get(s)
              .match(
                  v ->
                      formula(metric, v, scored, resampling, bootstrap)
                          .orElseGet(() -> draws.estimate(statistic)),
                  reason -> new Estimate.Undefined(reason, rows.size())));
    }
    SortedMap<String, Estimate> ours = new TreeMap<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (int m = 0; m < metrics.size(); m++) {
      ours.put(metrics.get(m).name(), estimates.get(m));
    }
    int o = 1;
    for (String other : others.keySet()) {
      for (int m = 0; m < metrics.size(); m++) {
        int s = o * metrics.size() + m;
        Metric<P> metric = metrics.get(m);
        Estimate gain =
            values.get(m).isDefined() && values.get(s).isDefined()
                ? draws.combined(m, s, metric.direction()::gain)
                : noGain(metric, values.get(m), rows.size());
        comparisons.add(new Comparison(other, metric.name(), estimates.get(s), gain));
      }
      o++;
    }
    return new Judged(ours, comparisons);
  }

  /** Where the metric has one and the bootstrap's method was left to us. */
  private static Optional<Estimate> formula(
      Metric<?> metric, double value, Scored<?> rows, Resampling resampling, Bootstrap bootstrap) {
    return bootstrap.method() == IntervalMethod.EXPANDED_BCA && resampling.what().equals("rows")
        ? FormulaInterval.of(metric, value, rows, bootstrap.level())
        : Optional.empty();
  }

  private static Estimate noGain(Metric<?> metric, MetricValue ours, int rows) {
    String who = ours.isDefined() ? "the other" : "this pipeline";
    return new Estimate.Undefined(metric.name() + " has no value for " + who, rows);
  }

  /** Rows, or groups of rows where the schema has a group field. */
  static Resampling resampling(Scored<?> rows, Table table) {
    return groupOf(table)
        .map(groups -> Resampling.ofGroups(rows.weights(), groups))
        .orElseGet(() -> Resampling.ofRows(rows.weights()));
  }

  /** For each row the number of its group, 0-based without gaps, where there is a group field. */
  static Optional<int[]> groupOf(Table table) {
    Optional<Field> group = table.schema().only(Role.GROUP);
    if (group.isEmpty()) {
      return Optional.empty();
    }
    Column column = table.column(group.get().name());
    Map<String, Integer> numbers = new HashMap<>();
    int[] groupOf = new int[table.rowCount()];
    for (int i = 0; i < groupOf.length; i++) {
      // A row without a group is a group of its own.
      String key = column.isMissing(i) ? "row " + i : "group " + CellText.of(column, i);
      groupOf[i] = numbers.computeIfAbsent(key, k -> numbers.size());
    }
    return Optional.of(groupOf);
  }

  /** The pipeline's classes, then those that only these rows have. */
  private static List<String> classes(List<String> ofPipeline, Table table) {
    Targets found = Targets.of(table);
    if (found.task() != Task.multiclass()) {
      table
          .schema()
          .label()
          .ifPresent(
              label ->
                  label.match(b -> checkPositive(b.positive(), ofPipeline), m -> true, r -> true));
      return ofPipeline;
    }
    Set<String> all = new LinkedHashSet<>(ofPipeline);
    all.addAll(found.classes());
    return List.copyOf(all);
  }

  private static boolean checkPositive(String positive, List<String> ofPipeline) {
    if (ofPipeline.size() == 2 && !ofPipeline.get(1).equals(positive)) {
      throw new IllegalArgumentException(
          "Positive class of the pipeline must be the label's positive value; was another. Train"
              + " and evaluate with the same label.");
    }
    return true;
  }

  private static double[] widened(double[] scores, int from, int to) {
    int n = scores.length / from;
    double[] wide = new double[n * to];
    for (int i = 0; i < n; i++) {
      System.arraycopy(scores, i * from, wide, i * to, from);
    }
    return wide;
  }

  private static double[] weights(Table table) {
    double[] weights = new double[table.rowCount()];
    Arrays.fill(weights, 1);
    table
        .schema()
        .only(Role.WEIGHT)
        .map(field -> table.column(field.name()))
        .ifPresent(column -> Arrays.setAll(weights, i -> weight(column, i)));
    return weights;
  }

  private static double weight(Column column, int row) {
    if (column.isMissing(row)) {
      throw new IllegalArgumentException(
          "Weight must have a value in every row; is missing (row " + row + ").");
    }
    return column.number(row);
  }
}
