package io.millwright.eval.robustness;

import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Prediction;
import io.millwright.model.TabularModel;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A metric on perturbed rows, and on the same rows as they were, as functions of weights. */
final class Rescoring<P extends Prediction> {

  private final TabularModel<P> model;
  private final Metric<P> metric;
  private final Scored<P> rows;
  private final Pair whole;

  /** The metric before and after; {@code kept} are the rows it is of. */
  record Pair(Weighted before, Weighted after, int refused) {}

  /** A number of all rows' weights, NaN where there is none. */
  interface Weighted {
    double at(double[] weights);
  }

  Rescoring(TabularModel<P> model, Metric<P> metric, Scored<P> rows) {
    this.model = model;
    this.metric = metric;
    this.rows = rows;
    Weighted own = whole(rows);
    this.whole = new Pair(own, own, 0);
  }

  Weighted unperturbed() {
    return whole.before();
  }

  Pair of(Table perturbed) {
    double[] scores;
    try {
      scores = model.scores(perturbed);
    } catch (InvalidRowException e) {
      return partly(perturbed);
    }
    return new Pair(whole.before(), whole(scored(rows, scores)), 0);
  }

  /** Row by row, without those that are refused. */
  private Pair partly(Table perturbed) {
    int outputs = model.scorer().outputs();
    double[] scores = new double[perturbed.rowCount() * outputs];
    int[] kept =
        IntStream.range(0, perturbed.rowCount())
            .filter(row -> score(perturbed, row, scores, outputs))
            .toArray();
    int refused = perturbed.rowCount() - kept.length;
    if (kept.length == 0 || Arrays.stream(kept).noneMatch(row -> rows.weight(row) > 0)) {
      return new Pair(weights -> Double.NaN, weights -> Double.NaN, refused);
    }
    double[] keptScores = new double[kept.length * outputs];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(scores, kept[i] * outputs, keptScores, i * outputs, outputs);
    }
    Scored<P> before = rows.take(kept);
    return new Pair(
        picked(metric.prepare(before), kept),
        picked(metric.prepare(scored(before, keptScores)), kept),
        refused);
  }

  private boolean score(Table perturbed, int row, double[] scores, int outputs) {
    try {
      double[] own = model.scores(perturbed.take(new int[] {row}));
      System.arraycopy(own, 0, scores, row * outputs, outputs);
      return true;
    } catch (InvalidRowException refused) {
      return false;
    }
  }

  /** The rows with other scores; classes that only the judged rows have keep probability 0. */
  private Scored<P> scored(Scored<P> of, double[] scores) {
    int from = model.scorer().outputs();
    int to = of.task().outputs(of.classes());
    double[] wide = new double[of.size() * to];
    for (int i = 0; i < of.size(); i++) {
      System.arraycopy(scores, i * from, wide, i * to, from);
    }
    return Scored.of(of.task(), of.classes(), of.targets(), wide, of.weights());
  }

  private Weighted whole(Scored<P> scored) {
    Metric.Prepared prepared = metric.prepare(scored);
    return weights -> prepared.at(weights).orElse(Double.NaN);
  }

  private static Weighted picked(Metric.Prepared prepared, int[] kept) {
    return weights -> {
      double[] own = new double[kept.length];
      Arrays.setAll(own, i -> weights[kept[i]]);
      return prepared.at(own).orElse(Double.NaN);
    };
  }
}
