package io.millwright.eval.fairness;

import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The rates of one group.
 *
 * @param group whose
 * @param rows how many rows
 * @param weight their weight
 * @param rates every rate; undefined where its own denominator is below the floor of support
 * @param calibration scores against what happened
 */
public record GroupFigures(
    ProtectedGroup group,
    long rows,
    double weight,
    Map<GroupRate, Estimate> rates,
    Calibration calibration) {

  /** Copies the rates. */
  public GroupFigures {
    rates = Collections.unmodifiableMap(new EnumMap<>(rates));
  }

  /** The estimate of a rate. */
  public Estimate rate(GroupRate rate) {
    return java.util.Objects.requireNonNull(rates.get(rate), "rate");
  }

  /**
   * What a group was promised and what it got.
   *
   * @param meanScore mean probability by weight
   * @param gap share of positives minus mean score: greater than 0 where the risk is understated
   * @param expectedError expected calibration error over 10 bins of equal width; larger than 0 even
   *     for perfect scores
   * @param expectedErrorByChance about what the expected calibration error would be if the scores
   *     were right: {@code sum over bins of W_b/W sqrt(2 v_b / pi)} with {@code v_b = sum w² p(1-p)
   *     / W_b²}, the mean of a folded normal
   */
  public record Calibration(
      Estimate meanScore,
      Estimate gap,
      MetricValue expectedError,
      MetricValue expectedErrorByChance) {}
}
