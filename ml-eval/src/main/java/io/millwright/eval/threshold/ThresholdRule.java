package io.millwright.eval.threshold;

import io.millwright.Require;
import io.millwright.table.Row;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What makes one threshold better than another.
 *
 * <p>Candidates are every distinct score and {@link ChosenThreshold#NONE}; of equals the highest
 * wins, so that as few rows as possible are acted on. Rows count by weight. A demand that no
 * threshold meets leaves the choice undefined; it is never softened. Immutable and thread-safe.
 */
public final class ThresholdRule {

  /** Demands are met up to rounding of sums. */
  private static final double SLACK = 1e-12;

  /** The value of a candidate, larger is better, or NaN where it does not meet the demand. */
  private final ToDoubleFunction<Point> value;

  private final String name;
  private final Optional<CostMatrix> costs;
  private final Optional<Function<Row, CostMatrix>> rowCosts;

  private ThresholdRule(
      String name,
      ToDoubleFunction<Point> value,
      Optional<CostMatrix> costs,
      Optional<Function<Row, CostMatrix>> rowCosts) {
    this.name = name;
    this.value = value;
    this.costs = costs;
    this.rowCosts = rowCosts;
  }

  private static ThresholdRule of(String name, ToDoubleFunction<Point> value) {
    return new ThresholdRule(name, value, Optional.empty(), Optional.empty());
  }

  /** The least {@code c_fp FP + c_fn FN - b_tp TP}. */
  public static ThresholdRule leastCost(CostMatrix costs) {
    return of("least cost", p -> -p.cost()).withCosts(costs);
  }

  /**
   * The least sum of costs that differ from row to row, for example with what a customer pays.
   *
   * @param costs of a row; it must not keep the row, and is asked once for each
   */
  public static ThresholdRule leastRowCost(Function<Row, CostMatrix> costs) {
    return of("least cost of each row", p -> -p.cost()).withRowCosts(costs);
  }

  /**
   * As many alerts as can be handled, and no more: the lowest threshold at which at most {@code
   * most} of {@code rows} rows are acted on. Rows of equal score are acted on together or not at
   * all.
   *
   * @param most alerts, at least 0
   * @param rows out of how many rows, at least {@code most}
   */
  public static ThresholdRule alerts(double most, double rows) {
    Require.positive("Rows", rows);
    double share = Require.share("Alerts by rows", most / rows);
    return of(
        "at most " + most + " alerts of " + rows + " rows",
        p -> p.actedShare() <= share * (1 + SLACK) ? p.acted() : Double.NaN);
  }

  /** As {@link #alerts}, by the share of rows that are acted on, 0 to 1. */
  public static ThresholdRule alertShare(double most) {
    return alerts(Require.share("Share", most), 1);
  }

  /**
   * As {@link #alerts}, for a team that handles so many alerts on a day; on average over days, not
   * on each.
   *
   * @param most alerts a day
   * @param rowsPerDay rows that are scored on a day
   */
  public static ThresholdRule alertsPerDay(double most, double rowsPerDay) {
    return alerts(most, rowsPerDay);
  }

  /** The best precision among thresholds that find at least this share of positives, 0 to 1. */
  public static ThresholdRule minimumRecall(double least) {
    Require.share("Recall", least);
    return of(
        "best precision with recall of at least " + least,
        p -> p.recall() >= least * (1 - SLACK) ? p.precision() : Double.NaN);
  }

  /** The best recall among thresholds whose alerts are right at least so often, 0 to 1. */
  public static ThresholdRule minimumPrecision(double least) {
    Require.share("Precision", least);
    return of(
        "best recall with precision of at least " + least,
        p -> p.precision() >= least * (1 - SLACK) ? p.recall() : Double.NaN);
  }

  /**
   * The best {@code (1 + b^2) P R / (b^2 P + R)}.
   *
   * @param beta how many times as important recall is as precision, greater than 0
   */
  public static ThresholdRule bestFBeta(double beta) {
    Require.positive("Beta", beta);
    return of("best F" + beta, p -> p.positives() > 0 ? p.fBeta(beta) : Double.NaN);
  }

  /** The best recall + specificity - 1, as if both classes were equally frequent. */
  public static ThresholdRule bestYouden() {
    return of("best Youden's J", Point::youden);
  }

  /** The same rule, what it brings also told in costs. */
  public ThresholdRule withCosts(CostMatrix matrix) {
    return new ThresholdRule(name, value, Optional.of(matrix), Optional.empty());
  }

  /** The same rule, what it brings also told in costs that differ from row to row. */
  public ThresholdRule withRowCosts(Function<Row, CostMatrix> matrices) {
    return new ThresholdRule(name, value, Optional.empty(), Optional.of(matrices));
  }

  /** What it asks for, as words. */
  public String name() {
    return name;
  }

  /** Whether costs are known. */
  public boolean hasCosts() {
    return costs.isPresent() || rowCosts.isPresent();
  }

  Optional<CostMatrix> costs() {
    return costs;
  }

  Optional<Function<Row, CostMatrix>> rowCosts() {
    return rowCosts;
  }

  double value(Point point) {
    return value.applyAsDouble(point);
  }

  @Override
  public String toString() {
    return name;
  }
}
