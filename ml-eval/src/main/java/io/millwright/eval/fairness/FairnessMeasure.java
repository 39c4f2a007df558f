package io.millwright.eval.fairness;

import io.millwright.Require;
import io.millwright.eval.fairness.GroupDraws.Quantity;
import io.millwright.eval.metric.BinaryCounts;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * One number for how differently groups are treated.
 *
 * <p>A difference is the largest rate of a group minus the smallest, 0 when all are equal; a ratio
 * is the smallest over the largest, 1 when all are equal. When base rates differ, several of them
 * cannot be equal at once, whatever the model: choose with the people concerned which matters.
 *
 * @see <a href="https://doi.org/10.1089/big.2016.0047">Chouldechova (2017)</a>, why error rates and
 *     predictive values cannot all be equal
 */
public enum FairnessMeasure {
  /** Demographic parity: largest minus smallest selection rate. */
  DEMOGRAPHIC_PARITY_DIFFERENCE(
      "Demographic parity difference", Form.DIFFERENCE, GroupRate.SELECTION_RATE),
  /** Demographic parity: smallest over largest selection rate. */
  DEMOGRAPHIC_PARITY_RATIO("Demographic parity ratio", Form.RATIO, GroupRate.SELECTION_RATE),
  /**
   * Disparate impact: the smallest of the groups' selection rates over the rate of the reference
   * group; over the largest rate if no reference is named.
   *
   * @see <a href="https://www.ecfr.gov/current/title-29/section-1607.4">29 CFR 1607.4 D</a>, the
   *     four-fifths rule
   */
  DISPARATE_IMPACT("Disparate impact", Form.RATIO, GroupRate.SELECTION_RATE),
  /**
   * Equal opportunity: largest minus smallest true positive rate.
   *
   * @see <a href="https://arxiv.org/abs/1610.02413">Hardt, Price, Srebro (2016)</a>
   */
  EQUAL_OPPORTUNITY_DIFFERENCE("Equal opportunity difference", Form.DIFFERENCE, GroupRate.TPR),
  /** Predictive equality: largest minus smallest false positive rate. */
  PREDICTIVE_EQUALITY_DIFFERENCE("Predictive equality difference", Form.DIFFERENCE, GroupRate.FPR),
  /** Equalized odds: the larger of the differences in true and in false positive rate. */
  EQUALIZED_ODDS_DIFFERENCE(
      "Equalized odds difference", Form.DIFFERENCE, GroupRate.TPR, GroupRate.FPR),
  /** Equalized odds: the mean of the differences in true and in false positive rate. */
  EQUALIZED_ODDS_AVERAGE("Equalized odds average", Form.AVERAGE, GroupRate.TPR, GroupRate.FPR),
  /** Predictive parity: largest minus smallest positive predictive value. */
  PREDICTIVE_PARITY_DIFFERENCE("Predictive parity difference", Form.DIFFERENCE, GroupRate.PPV),
  /** Largest minus smallest accuracy. */
  ACCURACY_DIFFERENCE("Accuracy difference", Form.DIFFERENCE, GroupRate.ACCURACY),
  /**
   * Calibration by group: largest minus smallest gap between the share of positives and the mean
   * score, so that the same score means another risk.
   */
  CALIBRATION_GAP_DIFFERENCE("Calibration gap difference", Form.DIFFERENCE);

  /** The share of the most favoured group's selection rate that the four-fifths rule asks for. */
  public static final double FOUR_FIFTHS = 0.8;

  /** How the numbers of groups become one. */
  enum Form {
    DIFFERENCE,
    AVERAGE,
    RATIO
  }

  private final String label;
  private final Form form;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<GroupRate> rates;

  FairnessMeasure(String label, Form form, GroupRate... rates) {
    this.label = label;
    this.form = form;
    this.rates = List.of(rates);
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** Its name in lower case, for example {@code equal_opportunity_difference}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a ratio, best at 1, instead of a difference, best at 0. */
  public boolean isRatio() {
    return form == Form.RATIO;
  }

  /** The rates it compares; none for calibration, which compares gaps. */
  public List<GroupRate> rates() {
    return rates;
  }

  Form form() {
    return form;
  }

  List<Quantity> quantities() {
    return rates.isEmpty()
        ? List.of(Quantity.CALIBRATION_GAP)
        : rates.stream().map(Quantity::of).toList();
  }

  /** The most that a difference can be: gaps lie in -1..1, rates in 0..1. */
  double most() {
    return rates.isEmpty() ? 2 : 1;
  }

  /**
   * The plain number over the groups whose rate is defined, without interval and without a floor of
   * support: for parity with other tools. One group alone gives 0 (ratio 1): an audit says
   * undefined there.
   *
   * @param groups the two-by-two table of each group
   * @throws IllegalArgumentException for {@link #CALIBRATION_GAP_DIFFERENCE}, which needs scores
   */
  public MetricValue pointOf(Collection<BinaryCounts> groups) {
    if (rates.isEmpty()) {
      throw Require.violated("Measure", "one of counts", key());
    }
    double[] differences = new double[rates.size()];
    for (int r = 0; r < differences.length; r++) {
      GroupRate rate = rates.get(r);
      double[] defined =
          groups.stream()
              .map(rate::of)
              .filter(MetricValue::isDefined)
              .mapToDouble(v -> v.orElse(Double.NaN))
              .toArray();
      if (defined.length == 0) {
        return MetricValue.undefined("no group has " + rate.denominator());
      }
      double largest = Arrays.stream(defined).max().orElseThrow();
      double smallest = Arrays.stream(defined).min().orElseThrow();
      if (form == Form.RATIO) {
        return MetricValue.ratio(smallest, largest, "no group is selected");
      }
      differences[r] = largest - smallest;
    }
    return MetricValue.of(
        form == Form.AVERAGE
            ? Arrays.stream(differences).average().orElseThrow()
            : Arrays.stream(differences).max().orElseThrow());
  }

  /**
   * The selection rate of a group over that of another: NaN if both are 0, +∞ if only the second
   * is.
   */
  static double impact(double rate, double reference) {
    return rate / reference;
  }

  /** Whether the ratio reaches four fifths; not if there is none. */
  static boolean passesFourFifths(double ratio) {
    return ratio >= FOUR_FIFTHS;
  }
}
