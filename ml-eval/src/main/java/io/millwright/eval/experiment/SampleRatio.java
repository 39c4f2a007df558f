package io.millwright.eval.experiment;

import io.millwright.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.special.Gamma;

/**
 * Whether users landed in the arms as planned: Pearson's chi-square of counts against shares.
 *
 * <p>{@code sum (observed - expected)² / expected} over all arms with {@code arms - 1} degrees of
 * freedom. Every arm takes part, also one without a user. A mismatch means that assignment, logging
 * or filtering treats arms differently; no later correction repairs it. Looking daily at level
 * alpha raises the false alarms of the whole experiment above alpha; the default level {@link
 * #DEFAULT_ALPHA} is strict for that reason.
 *
 * @param observed users by arm
 * @param expected planned users by arm
 * @param statistic chi-square
 * @param pValue chance of so large a statistic when assignment works
 * @see <a href="https://doi.org/10.1145/3292500.3330722">Fabijan et al. (2019), Diagnosing sample
 *     ratio mismatch in online controlled experiments</a>
 */
public record SampleRatio(
    Map<String, Long> observed, Map<String, Double> expected, double statistic, double pValue) {

  /** The level below which an experiment is invalid, unless set. */
  public static final double DEFAULT_ALPHA = 0.001;

  /** Users expected in every arm from which on chi-square is trusted. */
  public static final double ENOUGH = 5;

  public SampleRatio {
    observed = Collections.unmodifiableMap(new LinkedHashMap<>(observed));
    expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
  }

  /**
   * The check.
   *
   * @param observed users by arm, at least 0, not all 0
   * @param shares relative sizes of the same arms, at least two, greater than 0, of any sum
   */
  public static SampleRatio of(Map<String, Long> observed, Map<String, Double> shares) {
    if (shares.size() < 2 || !observed.keySet().equals(shares.keySet())) {
      throw new IllegalArgumentException(
          "Counts must be of the planned arms, two or more; were "
              + observed.keySet()
              + " for "
              + shares.keySet()
              + ". Count an arm without users as 0.");
    }
    long users = 0;
    double whole = 0;
    for (var arm : shares.entrySet()) {
      users += Require.atLeast("Users", observed.getOrDefault(arm.getKey(), 0L), 0);
      whole += Require.positive("Share", arm.getValue());
    }
    Require.atLeast("Users of all arms", users, 1);
    Map<String, Double> expected = new LinkedHashMap<>();
    double statistic = 0;
    for (var arm : shares.entrySet()) {
      double planned = users * (arm.getValue() / whole);
      double excess = observed.getOrDefault(arm.getKey(), 0L) - planned;
      expected.put(arm.getKey(), planned);
      statistic += excess * excess / planned;
    }
    double half = (shares.size() - 1) / 2.0;
    return new SampleRatio(
        observed,
        expected,
        statistic,
        Gamma.regularizedGammaQ(half, statistic / 2, 1e-15, 100_000));
  }

  /** Whether enough users are expected in every arm for the p-value to mean what it says. */
  public boolean isReliable() {
    return expected.values().stream().allMatch(e -> e >= ENOUGH);
  }

  /** Whether the counts contradict the shares at this level. */
  public boolean isMismatch(double alpha) {
    return isReliable() && pValue < Require.openShare("Alpha", alpha);
  }
}
