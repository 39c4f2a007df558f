package io.millwright.eval.metric;

import io.millwright.eval.metric.RankedScores.Step;
import java.util.List;

/** What follows from the cumulative weights of the two classes at each distinct score. */
final class StepAreas {

  private static final String ONE_CLASS = "one class only";

  private StepAreas() {}

  /** The area under the ROC curve up to a false positive rate. */
  static MetricValue partial(List<Step> steps, double most) {
    Step last = steps.get(steps.size() - 1);
    if (isOneClass(last)) {
      return MetricValue.undefined(ONE_CLASS);
    }
    double area = 0;
    double x = 0;
    double y = 0;
    for (int i = 1; i < steps.size() && x < most; i++) {
      double nextX = steps.get(i).falsePositives() / last.falsePositives();
      double nextY = steps.get(i).truePositives() / last.truePositives();
      if (nextX > most) {
        nextY = y + (nextY - y) * ((most - x) / (nextX - x));
        nextX = most;
      }
      area += (nextX - x) * (y + nextY) / 2;
      x = nextX;
      y = nextY;
    }
    return MetricValue.of(area);
  }

  /** The largest recall of a threshold whose false positive rate is at most that. */
  static MetricValue recallWithin(List<Step> steps, double most) {
    Step last = steps.get(steps.size() - 1);
    if (isOneClass(last)) {
      return MetricValue.undefined(ONE_CLASS);
    }
    double best = 0;
    for (Step s : steps) {
      if (s.falsePositives() <= most * last.falsePositives()) {
        best = s.truePositives();
      }
    }
    return MetricValue.of(best / last.truePositives());
  }

  /** The area under the precision-recall curve by trapezoids. */
  static MetricValue precisionRecall(List<Step> steps) {
    double area = 0;
    double before = 0;
    double precision = 1;
    for (Step s : steps.subList(1, steps.size())) {
      double next = s.truePositives() / (s.truePositives() + s.falsePositives());
      area += (s.truePositives() - before) * (precision + next) / 2;
      before = s.truePositives();
      precision = next;
    }
    return MetricValue.ratio(area, before, "no positive rows");
  }

  /** The largest distance of the two classes' cumulative shares. */
  static MetricValue largestDistance(List<Step> steps) {
    Step last = steps.get(steps.size() - 1);
    if (isOneClass(last)) {
      return MetricValue.undefined(ONE_CLASS);
    }
    double largest = 0;
    for (Step s : steps) {
      double found = s.truePositives() / last.truePositives();
      double alarmed = s.falsePositives() / last.falsePositives();
      largest = Math.max(largest, Math.abs(found - alarmed));
    }
    return MetricValue.of(largest);
  }

  private static boolean isOneClass(Step last) {
    return last.truePositives() == 0 || last.falsePositives() == 0;
  }
}
