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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Estimates of metrics on scored rows, and of the gain over other pipelines on the same draws. */
record Judged(SortedMap<String, Estimate> estimates, List<Comparison> comparisons) {

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
}
