package io.millwright.samples.journey;

import io.millwright.eval.HeldOut;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.threshold.ChosenThreshold;
import io.millwright.eval.threshold.CostMatrix;
import io.millwright.eval.threshold.OperatingPoint;
import io.millwright.eval.threshold.ThresholdRule;
import io.millwright.eval.threshold.ThresholdSection;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.report.Chart;
import io.millwright.report.DataTable;
import io.millwright.report.DataTable.Cell;
import io.millwright.report.NumberText;
import io.millwright.report.Section;
import io.millwright.samples.journey.JudgeArguments.Costs;
import io.millwright.split.HoldoutSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/** Chooses the threshold that costs least on rows of its own, and judges it on the test rows. */
final class ThresholdStep {

  static final String SAVED = "Saved cost of a row";

  private ThresholdStep() {}

  /** What is saved in comparison with deciding otherwise, for a row on average. */
  record Saving(String otherwise, Estimate perRow) {}

  /**
   * The threshold, what it brings on the test rows, and what it saves there.
   *
   * @param savings first in comparison with the better way to decide without a model
   */
  record Decided(ChosenThreshold chosen, OperatingPoint judged, List<Saving> savings, Costs costs) {

    Decided {
      savings = List.copyOf(savings);
    }

    double threshold() {
      return chosen.value();
    }

    /** Which of the rows are acted on. */
    boolean[] acts(Scored<Binary> rows) {
      boolean[] acts = new boolean[rows.size()];
      for (int i = 0; i < acts.length; i++) {
        acts[i] = rows.score(i) >= threshold();
      }
      return acts;
    }
  }

  static Decided run(
      TrainedPipeline<Binary> pipeline,
      HoldoutSet choosing,
      HeldOut<Binary> test,
      Costs costs,
      Bootstrap bootstrap) {
    CostMatrix matrix = new CostMatrix(costs.falseAlarm(), costs.miss(), 0);
    HeldOut<Binary> rows = HeldOut.of(pipeline, choosing);
    ChosenThreshold chosen =
        ChosenThreshold.by(ThresholdRule.leastCost(matrix), rows, bootstrap.derive("threshold"));
    OperatingPoint judged = chosen.judgedOn(test, bootstrap.derive("judged"));
    boolean allIsCheaper =
        mean(rows.scored(), p -> true, costs) < mean(rows.scored(), p -> false, costs);
    String without = allIsCheaper ? "acting on every row" : "acting on no row";
    double at = chosen.value();
    List<Statistic> statistics =
        List.of(
            saved(test.scored(), p -> allIsCheaper, at, costs),
            saved(test.scored(), p -> p >= 0.5, at, costs));
    List<Estimate> saved = bootstrap.derive("saved").estimates(test.resampling(), statistics);
    return new Decided(
        chosen,
        judged,
        List.of(
            new Saving(without + ", the cheaper way without a model", saved.get(0)),
            new Saving("the threshold 0.5", saved.get(1))),
        costs);
  }

  private static double mean(Scored<Binary> rows, DoublePredicate acts, Costs costs) {
    return statistic(rows, acts, costs).at(rows.weights());
  }

  private static Statistic saved(
      Scored<Binary> rows, DoublePredicate otherwise, double threshold, Costs costs) {
    Statistic theirs = statistic(rows, otherwise, costs);
    Statistic own = statistic(rows, p -> p >= threshold, costs);
    return weights -> theirs.at(weights) - own.at(weights);
  }

  /** Mean cost of a row. */
  private static Statistic statistic(Scored<Binary> rows, DoublePredicate acts, Costs costs) {
    double[] cost = new double[rows.size()];
    for (int i = 0; i < cost.length; i++) {
      boolean positive = rows.target(i) == 1;
      boolean acted = acts.test(rows.score(i));
      cost[i] = acted == positive ? 0 : acted ? costs.falseAlarm() : costs.miss();
    }
    return weights -> {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < cost.length; i++) {
        sum += weights[i] * cost[i];
        total += weights[i];
      }
      return total > 0 ? sum / total : Double.NaN;
    };
  }

  static void write(Section.Builder section, Decided decided) {
    section.text(costsInWords(decided.costs()));
    section.figures(
        PageText.figure("Threshold", decided.chosen().threshold()),
        PageText.figure("Saved cost of a row", decided.savings().get(0).perRow()),
        PageText.figure("Recall", decided.judged().recall()),
        PageText.figure("Precision", decided.judged().precision()),
        PageText.figure("Share acted on", decided.judged().alertShare()));
    section.text(
        "Mean cost of a row: "
            + PageText.words(decided.judged().meanCost())
            + ". Chosen on rows of its own; all figures but the threshold are of the test rows,"
            + " which had no part in the choice.");
    DataTable.Builder table =
        DataTable.captioned("Saved cost of a row on the test rows, paired; above 0 is saved")
            .words("In comparison with")
            .numbers("Saved", "From", "To");
    for (Saving saving : decided.savings()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(saving.otherwise())));
      cells.addAll(PageText.cells(saving.perRow()));
      table.row(cells);
    }
    section.table(table.build());
    ThresholdSection.of(decided.chosen()).blocks().stream()
        .filter(Chart.class::isInstance)
        .forEach(section::block);
  }

  static String costsInWords(Costs costs) {
    return "A false alarm costs %s, a miss %s%s; what is decided right costs nothing."
        .formatted(
            NumberText.of(costs.falseAlarm()),
            NumberText.of(costs.miss()),
            costs.stated()
                ? ", as stated with --cost"
                : ": nobody stated costs, so both errors count alike; state yours with --cost");
  }
}
