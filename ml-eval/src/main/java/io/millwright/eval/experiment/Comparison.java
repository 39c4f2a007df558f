package io.millwright.eval.experiment;

import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Undefined;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One arm against the control on one metric.
 *
 * <p>Gains are greater than 0 when the arm is better, whichever way the metric goes. An interval
 * for one look exists only at the planned end: read before, at a moment of one's choice, its level
 * would not hold. Before the end there is the always-valid one. With several arms the level of the
 * primary metric's intervals is the one Holm's procedure gives the arm. Thread-safe: yes,
 * immutable.
 */
public final class Comparison {

  private final String arm;
  private final MetricSpec metric;
  private final Object state;
  private final Look look;

  /** Keeps either the contrast or the reason why there is none. */
  private Comparison(String arm, MetricSpec metric, Object state, Look look) {
    this.arm = arm;
    this.metric = metric;
    this.state = state;
    this.look = look;
  }

  static Comparison of(String arm, MetricSums treatment, MetricSums control, Look look) {
    MetricSpec metric = treatment.spec();
    long units = treatment.units() + control.units();
    return Contrast.obstacle(treatment, control)
        .map(reason -> new Comparison(arm, metric, new Undefined(reason, units), look))
        .orElseGet(() -> new Comparison(arm, metric, Contrast.of(treatment, control), look));
  }

  Comparison at(Look other) {
    return new Comparison(arm, metric, state, other);
  }

  /** The arm that is compared with the control. */
  public String arm() {
    return arm;
  }

  /** The metric. */
  public MetricSpec metric() {
    return metric;
  }

  /** The gain with its interval for one look (Welch); undefined before the planned end. */
  public Estimate gain() {
    return atEnd(c -> c.fixed(look.finalAlpha()));
  }

  /**
   * The gain as a share of the control's size, with its interval for one look (delta method);
   * undefined before the planned end, and where the control is not told apart from 0.
   */
  public Estimate relativeGain() {
    return atEnd(c -> c.relative(look.finalAlpha()));
  }

  /**
   * The gain with an interval that holds at all looks before the end together, see {@link
   * NormalMixture}; undefined below {@link NormalMixture#BURN_IN} units in an arm, and if the
   * design takes no early looks.
   */
  public Estimate alwaysValidGain() {
    return contrast(
        c ->
            refusal(c)
                .<Estimate>map(reason -> new Undefined(reason, c.units()))
                .orElseGet(() -> c.alwaysValid(look.mixture(), look.earlyAlpha())));
  }

  /** The gain with the interval that decides now: for one look at the end, else always valid. */
  public Estimate deciding() {
    return look.horizon() ? gain() : alwaysValidGain();
  }

  /** Two-sided p-value of no gain for one look, before any correction; only at the planned end. */
  public MetricValue pValue() {
    return number(
        c ->
            look.horizon()
                ? MetricValue.of(c.pValue(0))
                : MetricValue.undefined("the planned end is not reached"));
  }

  /** Always-valid p-value of no gain, before any correction. */
  public MetricValue alwaysValidPValue() {
    return number(
        c ->
            refusal(c)
                .map(MetricValue::undefined)
                .orElseGet(() -> MetricValue.of(c.alwaysValidPValue(look.mixture(), 0))));
  }

  /** Share of the variance that adjusting for the covariate took away; 0 without a covariate. */
  public MetricValue varianceReduction() {
    return number(c -> MetricValue.of(c.adjustment().reduction()));
  }

  /** The arm's own value: share, mean or ratio, not adjusted. */
  public MetricValue treatmentValue() {
    return number(c -> MetricValue.of(c.treatment().value()));
  }

  /** The control's value, not adjusted. */
  public MetricValue controlValue() {
    return number(c -> MetricValue.of(c.control().value()));
  }

  /** P-value by which this look decides against a gain of {@code margin}; 1 if undefined. */
  double decidingPValue(double margin) {
    ToDoubleFunction<Contrast> p =
        look.horizon()
            ? c -> c.pValue(margin)
            : c -> refusal(c).isPresent() ? 1 : c.alwaysValidPValue(look.mixture(), margin);
    return state instanceof Contrast c ? p.applyAsDouble(c) : 1;
  }

  private Optional<String> refusal(Contrast c) {
    if (look.earlyAlpha() == 0) {
      return Optional.of("the design takes no early looks");
    }
    return Math.min(c.treatment().units(), c.control().units()) < NormalMixture.BURN_IN
        ? Optional.of("an arm has fewer than " + NormalMixture.BURN_IN + " units")
        : Optional.empty();
  }

  private Estimate atEnd(Function<Contrast, Estimate> estimate) {
    return contrast(
        c ->
            look.horizon()
                ? estimate.apply(c)
                : new Undefined("the planned end is not reached", c.units()));
  }

  private Estimate contrast(Function<Contrast, Estimate> estimate) {
    return state instanceof Contrast c ? estimate.apply(c) : (Undefined) state;
  }

  private MetricValue number(Function<Contrast, MetricValue> number) {
    return state instanceof Contrast c
        ? number.apply(c)
        : MetricValue.undefined(((Undefined) state).reason());
  }
}
