package io.millwright.eval.errors;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.HeldOut;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Metric;
import io.millwright.evidence.Estimate;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Chart;
import io.millwright.report.Point;
import io.millwright.report.Series;
import io.millwright.schema.Role;
import io.millwright.split.HoldoutSet;
import io.millwright.split.RandomSplitter;
import io.millwright.split.Splitter;
import io.millwright.split.TrainingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a metric grows with the rows learnt from: whether more rows are worth getting.
 *
 * <p>Each smaller training set is a random part of the next larger one; groups stay whole. All are
 * judged on the same holdout, on the same draws. Intervals are those of the holdout's rows; what
 * another draw of training rows would change is not in them.
 *
 * @param metric its name
 * @param steps from the fewest rows to all
 */
public record LearningCurve(String metric, List<Step> steps) {

  /**
   * One training set.
   *
   * @param rows how many rows were learnt from
   * @param value the metric
   * @param gainOverPrevious how much better than with the next fewer rows, above 0 is better;
   *     undefined for the fewest
   */
  public record Step(int rows, Estimate value, Estimate gainOverPrevious) {}

  public LearningCurve {
    steps = List.copyOf(steps);
    Require.atLeast("Steps", steps.size(), 1);
  }

  /** Starts a curve of a metric. */
  public static <P extends Prediction> Builder<P> of(Metric<P> metric) {
    return new Builder<>(metric);
  }

  /** The curve with its band. */
  public Chart chart() {
    List<Point> points = new ArrayList<>();
    for (Step step : steps) {
      points.add(
          step.value()
              .match(
                  m -> {
                    double low = Math.min(m.value(), m.interval().low());
                    double high = Math.max(m.value(), m.interval().high());
                    return Point.of(step.rows(), m.value(), low, high);
                  },
                  u -> Point.missing(step.rows())));
    }
    return Chart.line("Learning curve")
        .x("Rows learnt from")
        .y(metric)
        .series(new Series(metric, points))
        .build();
  }

  /** Settings of a curve. Single use, not thread-safe. */
  public static final class Builder<P extends Prediction> {

    private final Metric<P> metric;
    private List<Double> shares = List.of(0.1, 0.2, 0.4, 0.7);
    private Bootstrap bootstrap = Bootstrap.of(Seed.of(0));

    private Builder(Metric<P> metric) {
      this.metric = metric;
    }

    /**
     * Shares of the training rows, strictly between 0 and 1 and ascending; all rows come last by
     * themselves. 0.1, 0.2, 0.4 and 0.7 unless set.
     */
    public Builder<P> shares(double... ascending) {
      List<Double> all = new ArrayList<>();
      for (double share : ascending) {
        Require.openShare("Share", share);
        if (!all.isEmpty() && share <= all.get(all.size() - 1)) {
          throw Require.violated("Shares", "ascending", share);
        }
        all.add(share);
      }
      shares = List.copyOf(all);
      return this;
    }

    /** How intervals are made; as {@link Bootstrap#of} from seed 0 unless set. */
    public Builder<P> bootstrap(Bootstrap how) {
      bootstrap = how;
      return this;
    }

    /**
     * Fits once for each share and once on all rows, and judges each.
     *
     * @param fit learns a pipeline from some of the rows, in the same way each time
     * @param seed draws the parts
     */
    public LearningCurve measure(
        TrainingSet train,
        HoldoutSet holdout,
        Function<TrainingSet, TrainedPipeline<P>> fit,
        Seed seed) {
      List<TrainingSet> sets = sets(train, seed);
      List<HeldOut<P>> judged = new ArrayList<>();
      List<Statistic> statistics = new ArrayList<>();
      for (TrainingSet set : sets) {
        HeldOut<P> rows = HeldOut.of(fit.apply(set), holdout);
        Metric.Prepared prepared = metric.prepare(rows.scored());
        judged.add(rows);
        statistics.add(weights -> prepared.at(weights).orElse(Double.NaN));
      }
      int count = statistics.size();
      for (int i = 1; i < count; i++) {
        Statistic more = statistics.get(i);
        Statistic fewer = statistics.get(i - 1);
        statistics.add(w -> metric.direction().gain(more.at(w), fewer.at(w)));
      }
      List<Estimate> estimates = bootstrap.estimates(judged.get(0).resampling(), statistics);
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Estimate gain =
            i == 0
                ? new Estimate.Undefined("there is none with fewer rows", holdout.rows().size())
                : estimates.get(count + i - 1);
        steps.add(new Step(sets.get(i).table().rowCount(), estimates.get(i), gain));
      }
      return new LearningCurve(metric.name(), steps);
    }

    /** From the smallest to all rows; each cut from the next larger. */
    private List<TrainingSet> sets(TrainingSet train, Seed seed) {
      List<TrainingSet> sets = new ArrayList<>(List.of(train));
      Optional<String> group = train.table().schema().only(Role.GROUP).map(f -> f.name());
      double before = 1;
      for (int i = shares.size() - 1; i >= 0; i--) {
        double cut = 1 - shares.get(i) / before;
        RandomSplitter splitter =
            group.map(g -> Splitter.grouped(g, cut)).orElseGet(() -> Splitter.stratified(cut));
        sets.add(splitter.split(sets.get(sets.size() - 1), seed.derive(i)).train());
        before = shares.get(i);
      }
      Collections.reverse(sets);
      return sets;
    }
  }
}
