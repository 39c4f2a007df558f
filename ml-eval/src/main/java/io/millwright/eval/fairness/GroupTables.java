package io.millwright.eval.fairness;

import io.millwright.eval.fairness.GroupDraws.Quantity;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.ProportionInterval;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.Reliability;
import io.millwright.evidence.Estimate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of each group of a partition. */
final class GroupTables {

  private static final int BINS = 10;

  private final GroupDraws groups;
  private final FairnessRules rules;

  GroupTables(GroupDraws groups, FairnessRules rules) {
    this.groups = groups;
    this.rules = rules;
  }

  List<GroupFigures> figures() {
    List<GroupFigures> figures = new ArrayList<>();
    for (int g = 0; g < groups.partition().size(); g++) {
      Map<GroupRate, Estimate> rates = new EnumMap<>(GroupRate.class);
      for (GroupRate rate : GroupRate.values()) {
        rates.put(rate, rate(Quantity.of(rate), g));
      }
      double weight = 0;
      for (int row : groups.partition().rows(g)) {
        weight += groups.decisions().weight(row);
      }
      figures.add(
          new GroupFigures(
              groups.partition().group(g),
              groups.partition().rows(g).length,
              weight,
              rates,
              calibration(g)));
    }
    return figures;
  }

  private Estimate rate(Quantity quantity, int group) {
    double effective = groups.effective(quantity, group);
    return effective < rules.floor()
        ? tooSmall(quantity, group)
        : groups.units().clustered()
            ? drawn(quantity, group)
            : new Estimate.Measured(
                groups.value(quantity, group),
                ProportionInterval.wilson(
                    groups.value(quantity, group), effective, rules.bootstrap().level()),
                (long) effective);
  }

  private Estimate tooSmall(Quantity quantity, int group) {
    long support = (long) groups.effective(quantity, group);
    return new Estimate.Undefined(
        "rests on " + support + " " + quantity.rows() + ", fewer than " + rules.floor(), support);
  }

  private Estimate drawn(Quantity quantity, int group) {
    Bootstrap bootstrap = rules.bootstrap();
    long support = (long) groups.effective(quantity, group);
    return bootstrap
        .estimate(
            groups.units().resampling(groups.decisions().weights()),
            groups.value(quantity, group),
            groups.drawn(quantity, group))
        .match(
            m -> new Estimate.Measured(m.value(), m.interval(), support),
            u -> new Estimate.Undefined(u.reason(), support));
  }

  private GroupFigures.Calibration calibration(int group) {
    if (groups.effective(Quantity.CALIBRATION_GAP, group) < rules.floor()) {
      Estimate small = tooSmall(Quantity.CALIBRATION_GAP, group);
      MetricValue none = MetricValue.undefined("too few rows");
      return new GroupFigures.Calibration(small, small, none, none);
    }
    Decisions all = groups.decisions();
    int[] rows = groups.partition().rows(group);
    double[] targets = new double[rows.length];
    double[] scores = new double[rows.length];
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      targets[i] = all.isPositive(rows[i]) ? 1 : 0;
      scores[i] = all.score(rows[i]);
      weights[i] = all.weight(rows[i]);
    }
    Reliability bins = Reliability.equalWidth(targets, scores, weights, BINS);
    return new GroupFigures.Calibration(
        drawn(Quantity.MEAN_SCORE, group),
        drawn(Quantity.CALIBRATION_GAP, group),
        MetricValue.of(bins.expectedError()),
        MetricValue.of(expectedByChance(bins, scores, weights)));
  }

  /** As {@link GroupFigures.Calibration} says. */
  static double expectedByChance(Reliability bins, double[] scores, double[] weights) {
    double sum = 0;
    double total = 0;
    for (Reliability.Bin bin : bins.bins()) {
      double squares = 0;
      for (int i = 0; i < scores.length; i++) {
        // A score of 0 is in the first bin, one on an inner edge in the lower bin.
        boolean inside = scores[i] <= bin.high() && (scores[i] > bin.low() || bin.low() == 0);
        squares += inside ? weights[i] * weights[i] * scores[i] * (1 - scores[i]) : 0;
      }
      // W_b sqrt(2 v_b / pi) = sqrt(2 sum w² p (1-p) / pi)
      sum += Math.sqrt(2 * squares / Math.PI);
      total += bin.weight();
    }
    return sum / total;
  }
}
