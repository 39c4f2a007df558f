package io.millwright.eval.threshold;

import io.millwright.eval.metric.RankedScores;
import io.millwright.eval.metric.Scored;
import io.millwright.model.Binary;
import io.millwright.table.Table;
import io.millwright.table.TableCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** The thresholds there are for some rows, and what each does as a function of row weights. */
final class Candidates {

  private final ThresholdRule rule;
  private final RankedScores ranked;
  private final double[] thresholds;
  private final double[] scores;
  private final double[] targets;

  /** Cost of a row that is acted on, and of one left alone; empty without costs of rows. */
  private final double[] acted;

  private final double[] left;

  private Candidates(
      ThresholdRule rule, double[] scores, double[] targets, double[] acted, double[] left) {
    this.rule = rule;
    this.ranked = RankedScores.of(targets, scores);
    this.thresholds = ranked.distinct();
    this.scores = scores;
    this.targets = targets;
    this.acted = acted;
    this.left = left;
  }

  static Candidates of(ThresholdRule rule, Scored<Binary> rows, Table table) {
    double[] targets = rows.targets();
    if (rule.rowCosts().isEmpty()) {
      return new Candidates(rule, rows.scores(), targets, new double[0], new double[0]);
    }
    double[] acted = new double[targets.length];
    double[] left = new double[targets.length];
    TableCursor cursor = table.cursor();
    for (int i = 0; i < targets.length; i++) {
      CostMatrix costs = rule.rowCosts().get().apply(cursor.moveTo(i));
      acted[i] = targets[i] == 1 ? -costs.truePositive() : costs.falsePositive();
      left[i] = targets[i] == 1 ? costs.falseNegative() : 0;
    }
    return new Candidates(rule, rows.scores(), targets, acted, left);
  }

  /** The best threshold, or NaN if none meets the demand. */
  double best(double[] weights) {
    Best best = new Best();
    forEach(weights, best);
    return best.threshold;
  }

  private final class Best implements ObjDoubleConsumer<Point> {

    private double threshold = Double.NaN;
    private double value = Double.NEGATIVE_INFINITY;

    @Override
    public void accept(Point point, double at) {
      double here = rule.value(point);
      if (here > value) {
        value = here;
        threshold = at;
      }
    }
  }

  /** What every threshold of positive weight does, from none acted on downwards. */
  void forEach(double[] weights, ObjDoubleConsumer<Point> consumer) {
    int n = targets.length;
    double[] positive = new double[n];
    double[] change = new double[acted.length];
    double idle = 0;
    for (int i = 0; i < n; i++) {
      positive[i] = targets[i] == 1 ? weights[i] : 0;
      if (change.length > 0) {
        change[i] = weights[i] * (acted[i] - left[i]);
        idle += weights[i] * left[i];
      }
    }
    double[] all = ranked.sums(weights);
    double[] hits = ranked.sums(positive);
    double[] changes = change.length > 0 ? ranked.sums(change) : change;
    int last = all.length - 1;
    double positives = hits[last];
    double negatives = Math.max(0, all[last] - positives);
    double before = 0;
    consumer.accept(point(0, 0, positives, negatives, idle), ChosenThreshold.NONE);
    for (int g = 0; g <= last; g++) {
      if (all[g] > before) {
        before = all[g];
        double cost = changes.length > 0 ? idle + changes[g] : 0;
        double false_ = Math.max(0, all[g] - hits[g]);
        consumer.accept(point(hits[g], false_, positives, negatives, cost), thresholds[g]);
      }
    }
  }

  private Point point(
      double truePositives,
      double falsePositives,
      double positives,
      double negatives,
      double rowCost) {
    double cost =
        rule.costs()
            .map(
                c ->
                    c.falsePositive() * falsePositives
                        + c.falseNegative() * (positives - truePositives)
                        - c.truePositive() * truePositives)
            .orElse(acted.length > 0 ? rowCost : Double.NaN);
    return new Point(truePositives, falsePositives, positives, negatives, cost);
  }

  /** What one threshold for each row does. */
  Point at(double[] thresholdOf, double[] weights) {
    double truePositives = 0;
    double falsePositives = 0;
    double positives = 0;
    double total = 0;
    double cost = 0;
    for (int i = 0; i < targets.length; i++) {
      boolean act = scores[i] >= thresholdOf[i];
      total += weights[i];
      positives += targets[i] == 1 ? weights[i] : 0;
      if (act && targets[i] == 1) {
        truePositives += weights[i];
      } else if (act) {
        falsePositives += weights[i];
      }
      if (acted.length > 0) {
        cost += weights[i] * (act ? acted[i] : left[i]);
      }
    }
    return point(truePositives, falsePositives, positives, Math.max(0, total - positives), cost);
  }

  /** Threshold and mean cost of every candidate, from the lowest threshold. */
  List<double[]> costs(double[] weights) {
    List<double[]> curve = new ArrayList<>();
    forEach(weights, (point, at) -> curve.add(new double[] {at, point.meanCost()}));
    Collections.reverse(curve);
    return curve;
  }
}
