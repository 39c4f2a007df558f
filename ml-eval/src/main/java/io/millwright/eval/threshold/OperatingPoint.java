package io.millwright.eval.threshold;

import io.millwright.eval.HeldOut;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Statistic;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a threshold brings on rows that it was not chosen on. Rows count by weight; rows of a group
 * are resampled together.
 *
 * @param recall share of positives acted on
 * @param precision share of rows acted on that are positive
 * @param alertShare share of rows acted on
 * @param meanCost cost by row, undefined if the rule has no costs
 */
public record OperatingPoint(
    Estimate recall, Estimate precision, Estimate alertShare, Estimate meanCost) {

  static OperatingPoint of(
      Candidates candidates,
      double[] thresholdOf,
      boolean hasCosts,
      HeldOut<Binary> rows,
      Bootstrap bootstrap) {
    List<Estimate> estimates =
        bootstrap.estimates(
            rows.resampling(),
            List.of(
                statistic(candidates, thresholdOf, Point::recall),
                statistic(candidates, thresholdOf, Point::precision),
                statistic(candidates, thresholdOf, Point::actedShare),
                statistic(candidates, thresholdOf, Point::meanCost)));
    return new OperatingPoint(
        estimates.get(0),
        estimates.get(1),
        estimates.get(2),
        hasCosts
            ? estimates.get(3)
            : new Estimate.Undefined("the rule has no costs", rows.scored().size()));
  }

  static OperatingPoint undefined(String reason, long support) {
    Estimate none = new Estimate.Undefined(reason, support);
    return new OperatingPoint(none, none, none, none);
  }

  private static Statistic statistic(
      Candidates candidates, double[] thresholdOf, ToDoubleFunction<Point> figure) {
    return weights -> figure.applyAsDouble(candidates.at(thresholdOf, weights));
  }
}
