package io.millwright.eval.experiment;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import io.millwright.evidence.Estimate;
import io.millwright.evidence.Estimate.Interval;
import io.millwright.evidence.Estimate.Measured;
import io.millwright.evidence.Estimate.Undefined;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * How many queries each of two interleaved rankers won.
 *
 * <p>Queries must be independent: count one per user, or the intervals are too narrow. For one look
 * at a planned number of queries. Thread-safe: yes, immutable.
 *
 * @param winsA queries with more clicks for A, at least 0
 * @param winsB queries with more clicks for B, at least 0
 * @param ties queries with equally many clicks, also none, at least 0
 */
public record InterleavingTally(long winsA, long winsB, long ties) {

  /** Nothing counted yet. */
  public static final InterleavingTally EMPTY = new InterleavingTally(0, 0, 0);

  public InterleavingTally {
    Require.atLeast("Wins of A", winsA, 0);
    Require.atLeast("Wins of B", winsB, 0);
    Require.atLeast("Ties", ties, 0);
    if (Math.addExact(winsA, winsB) > Integer.MAX_VALUE) {
      throw Require.violated("Decided queries", "at most 2^31 - 1", winsA + winsB);
    }
  }

  /**
   * With one more query.
   *
   * @param lead clicks for B minus clicks for A, {@link TeamDraft.Interleaved#lead}
   */
  public InterleavingTally with(int lead) {
    return new InterleavingTally(
        winsA + (lead < 0 ? 1 : 0), winsB + (lead > 0 ? 1 : 0), ties + (lead == 0 ? 1 : 0));
  }

  /** Both together. */
  public InterleavingTally plus(InterleavingTally other) {
    return new InterleavingTally(winsA + other.winsA, winsB + other.winsB, ties + other.ties);
  }

  /**
   * Share of decided queries that B won, with the exact (Clopper–Pearson) interval; above 0.5 users
   * prefer B. Undefined without a decided query.
   *
   * @param level strictly between 0 and 1
   */
  public Estimate shareOfB(double level) {
    Require.openShare("Level", level);
    long decided = winsA + winsB;
    if (decided == 0) {
      return new Undefined("no query was decided", ties);
    }
    double tail = (1 - level) / 2;
    double low = winsB == 0 ? 0 : quantile((double) winsB, winsA + 1.0, tail);
    double high = winsA == 0 ? 1 : quantile(winsB + 1.0, (double) winsA, 1 - tail);
    return new Measured(
        winsB / (double) decided, new Interval(low, high, level, "Clopper–Pearson"), decided);
  }

  private static double quantile(double a, double b, double p) {
    return new BetaDistribution(null, a, b, 1e-12).inverseCumulativeProbability(p);
  }

  /** Exact two-sided sign test of no preference, ties left out; undefined without a decision. */
  public MetricValue pValue() {
    long decided = winsA + winsB;
    if (decided == 0) {
      return MetricValue.undefined("no query was decided");
    }
    BinomialDistribution even = new BinomialDistribution(null, (int) decided, 0.5);
    return MetricValue.of(
        Math.min(1, 2 * even.cumulativeProbability((int) Math.min(winsA, winsB))));
  }
}
