package io.millwright.eval.metric;

import io.millwright.eval.metric.RankedScores.Step;
import io.millwright.model.Binary;
import java.util.ArrayList;
import java.util.List;

/**
 * What is drawn about a binary model: ROC and precision-recall curves, calibration, and the scores
 * of each class. Rows count by weight, except in histograms. Immutable and thread-safe.
 */
public final class BinaryCurves {

  private final Scored<Binary> rows;
  private final List<Step> steps;

  private BinaryCurves(Scored<Binary> rows) {
    this.rows = rows;
    this.steps = RankedScores.of(rows.rawTargets(), rows.rawScores()).steps(rows.weights());
  }

  /** The curves of these rows. */
  public static BinaryCurves of(Scored<Binary> rows) {
    return new BinaryCurves(rows);
  }

  /**
   * The ROC curve from (0, 0) at threshold +∞ to (1, 1), one point for each distinct score; points
   * on a straight line between their neighbours are left out. Empty with one class only.
   */
  public List<CurvePoint> roc() {
    Step last = steps.get(steps.size() - 1);
    if (last.truePositives() == 0 || last.falsePositives() == 0) {
      return List.of();
    }
    return withoutStraight(steps).stream()
        .map(
            s ->
                new CurvePoint(
                    s.falsePositives() / last.falsePositives(),
                    s.truePositives() / last.truePositives(),
                    s.threshold()))
        .toList();
  }

  /**
   * The precision-recall curve from recall 1 to the closing point (recall 0, precision 1, threshold
   * +∞), one point for each distinct score. Empty without positives.
   */
  public List<CurvePoint> precisionRecall() {
    return precisionRecall(steps);
  }

  static List<CurvePoint> precisionRecall(List<Step> steps) {
    double positives = steps.get(steps.size() - 1).truePositives();
    if (positives == 0) {
      return List.of();
    }
    List<CurvePoint> points = new ArrayList<>();
    for (int i = steps.size() - 1; i > 0; i--) {
      Step s = steps.get(i);
      points.add(
          new CurvePoint(
              s.truePositives() / positives,
              s.truePositives() / (s.truePositives() + s.falsePositives()),
              s.threshold()));
    }
    points.add(new CurvePoint(0, 1, Double.POSITIVE_INFINITY));
    return points;
  }

  /** Calibration in 10 bins of equal width. */
  public Reliability calibration() {
    return Reliability.equalWidth(rows.rawTargets(), rows.rawScores(), rows.weights(), 10);
  }

  /** Probabilities of the negative rows over 0..1. */
  public Histogram negativeScores(int bins) {
    return scores(0, bins);
  }

  /** Probabilities of the positive rows over 0..1. */
  public Histogram positiveScores(int bins) {
    return scores(1, bins);
  }

  private Histogram scores(double target, int bins) {
    double[] targets = rows.rawTargets();
    double[] all = rows.rawScores();
    double[] chosen =
        java.util.stream.IntStream.range(0, targets.length)
            .filter(i -> targets[i] == target)
            .mapToDouble(i -> all[i])
            .toArray();
    return Histogram.of(chosen, 0, 1, bins);
  }

  /** Drops inner steps at which neither count changes its pace; the first and last are kept. */
  static List<Step> withoutStraight(List<Step> steps) {
    List<Step> kept = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (i < 2
          || i == steps.size() - 1
          || bends(steps.get(i - 1), steps.get(i), steps.get(i + 1))) {
        kept.add(steps.get(i));
      }
    }
    return kept;
  }

  private static boolean bends(Step a, Step b, Step c) {
    return a.truePositives() - 2 * b.truePositives() + c.truePositives() != 0
        || a.falsePositives() - 2 * b.falsePositives() + c.falsePositives() != 0;
  }
}
