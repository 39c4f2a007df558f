package io.millwright.eval.clustering;

import io.millwright.Require;
import io.millwright.eval.metric.MetricValue;
import java.util.Arrays;
import java.util.List;

/**
 * How far two groupings of the same rows agree, whatever their groups are called: a clustering and
 * known classes, or two clusterings.
 *
 * <p>Prefer an adjusted index: the others rise with the number of groups even for random ones. All
 * are undefined without rows. Cost: O(rows log rows) to make; that of an index is in proportion to
 * the pairs of groups that share a row, but for {@link #adjustedMutualInformation}. Rows have no
 * weights, since the adjusted indices are counts of draws. Immutable and thread-safe.
 */
public final class ClusterAgreement {

  private static final String NO_ROWS = "no rows";

  /** Keeps a denominator from 0, as scikit-learn does. */
  private static final double ULP = Math.ulp(1.0);

  private final Contingency counts;

  private ClusterAgreement(Contingency counts) {
    this.counts = counts;
  }

  /**
   * Of labels that are numbers.
   *
   * @param known the group of each row in the first grouping; homogeneity and completeness take it
   *     for the truth
   * @param clusters its group in the second, as many
   */
  public static ClusterAgreement of(int[] known, int[] clusters) {
    requireSameLength(known.length, clusters.length);
    int[] rows = Arrays.stream(known).sorted().distinct().toArray();
    int[] columns = Arrays.stream(clusters).sorted().distinct().toArray();
    return new ClusterAgreement(
        Contingency.of(
            Contingency.codes(known, rows),
            rows.length,
            Contingency.codes(clusters, columns),
            columns.length));
  }

  /** Of labels that are text, in the order of their characters. */
  public static ClusterAgreement of(List<String> known, List<String> clusters) {
    requireSameLength(known.size(), clusters.size());
    return of(codes(known), codes(clusters));
  }

  private static int[] codes(List<String> labels) {
    List<String> distinct = labels.stream().distinct().sorted().toList();
    return labels.stream().mapToInt(l -> java.util.Collections.binarySearch(distinct, l)).toArray();
  }

  private static void requireSameLength(int known, int clusters) {
    if (known != clusters) {
      throw Require.violated("Clusters", known + ", one a row", clusters);
    }
  }

  /** The counts behind all of them. */
  public Contingency contingency() {
    return counts;
  }

  /**
   * The share of pairs of rows that both groupings keep together or both keep apart, in [0, 1].
   * Undefined with fewer than 2 rows. Near 1 for many groups even at random: see {@link
   * #adjustedRand}.
   *
   * @see <a href="https://doi.org/10.1080/01621459.1971.10482356">Rand (1971)</a>
   */
  public MetricValue rand() {
    double together = counts.pairs();
    double apart = counts.allPairs() - counts.rowPairs() - counts.columnPairs() + together;
    return MetricValue.ratio(together + apart, counts.allPairs(), "fewer than 2 rows");
  }

  /**
   * Rand's index so that chance gives 0 and equal groupings 1: {@code 2 (tp tn - fn fp) / ((tp +
   * fn)(fn + tn) + (tp + fp)(fp + tn))} over pairs. May be negative, not below -0.5.
   *
   * @see <a href="https://doi.org/10.1007/BF01908075">Hubert, Arabie (1985)</a>
   */
  public MetricValue adjustedRand() {
    if (counts.total() == 0) {
      return MetricValue.undefined(NO_ROWS);
    }
    double tp = counts.pairs();
    double fp = counts.columnPairs() - tp;
    double fn = counts.rowPairs() - tp;
    double tn = counts.allPairs() - tp - fp - fn;
    return fp == 0 && fn == 0
        ? MetricValue.of(1)
        : MetricValue.of(2 * (tp * tn - fn * fp) / ((tp + fn) * (fn + tn) + (tp + fp) * (fp + tn)));
  }

  /**
   * The geometric mean of the shares of pairs together in one grouping that are so in the other, in
   * [0, 1]. Undefined where a grouping keeps no two rows together.
   *
   * @see <a href="https://doi.org/10.1080/01621459.1983.10478008">Fowlkes, Mallows (1983)</a>
   */
  public MetricValue fowlkesMallows() {
    double one = counts.rowPairs();
    double other = counts.columnPairs();
    return one == 0 || other == 0
        ? MetricValue.undefined("a grouping has no two rows together")
        : MetricValue.of(Math.sqrt(counts.pairs() / one) * Math.sqrt(counts.pairs() / other));
  }

  /** What one grouping tells of the other, {@code sum p_ij ln(p_ij / (p_i p_j))}, in nats. */
  public MetricValue mutualInformation() {
    return counts.total() == 0
        ? MetricValue.undefined(NO_ROWS)
        : MetricValue.of(counts.mutualInformation());
  }

  /**
   * Mutual information over a mean of the groupings' entropies, in [0, 1]. 1 where both have one
   * group; 0 where they share no information.
   *
   * @see <a href="https://jmlr.org/papers/v3/strehl02a.html">Strehl, Ghosh (2002)</a>
   */
  public MetricValue normalizedMutualInformation(EntropyMean mean) {
    if (counts.total() == 0) {
      return MetricValue.undefined(NO_ROWS);
    }
    double information = counts.mutualInformation();
    if (isOneGroupEach() || information == 0) {
      return MetricValue.of(isOneGroupEach() ? 1 : 0);
    }
    return MetricValue.of(information / mean.of(counts.rowEntropy(), counts.columnEntropy()));
  }

  /**
   * Mutual information so that chance gives 0 and equal groupings 1: {@code (I - E[I]) / (mean(G,
   * H) - E[I])}, with the expectation over random groupings of the same group sizes. May be
   * negative. 1 where both have one group, or each row is alone in both.
   *
   * <p>Cost: for each pair of distinct group sizes, in proportion to the spread of what groups of
   * these sizes share.
   *
   * @see <a href="https://jmlr.org/papers/v11/vinh10a.html">Vinh, Epps, Bailey (2010)</a>
   */
  public MetricValue adjustedMutualInformation(EntropyMean mean) {
    if (counts.total() == 0) {
      return MetricValue.undefined(NO_ROWS);
    }
    boolean alone = counts.rows() == counts.total() && counts.columns() == counts.total();
    if (isOneGroupEach() || alone) {
      return MetricValue.of(1);
    }
    double expected =
        ExpectedInformation.of(counts.rowTotals(), counts.columnTotals(), counts.total());
    double largest = mean.of(counts.rowEntropy(), counts.columnEntropy()) - expected;
    double denominator = largest < 0 ? Math.min(largest, -ULP) : Math.max(largest, ULP);
    return MetricValue.of((counts.mutualInformation() - expected) / denominator);
  }

  private boolean isOneGroupEach() {
    return counts.rows() == 1 && counts.columns() == 1;
  }

  /**
   * How far each cluster holds one known class only: {@code I / H(known)}, in [0, 1]; 1 where there
   * is one class.
   *
   * @see <a href="https://aclanthology.org/D07-1043/">Rosenberg, Hirschberg (2007)</a>
   */
  public MetricValue homogeneity() {
    return share(counts.rowEntropy());
  }

  /** How far each known class is in one cluster only: {@code I / H(clusters)}, in [0, 1]. */
  public MetricValue completeness() {
    return share(counts.columnEntropy());
  }

  private MetricValue share(double entropy) {
    if (counts.total() == 0) {
      return MetricValue.undefined(NO_ROWS);
    }
    return MetricValue.of(entropy == 0 ? 1 : counts.mutualInformation() / entropy);
  }

  /**
   * The weighted harmonic mean of homogeneity and completeness, {@code (1 + beta) h c / (beta h +
   * c)}; 0 where both are 0.
   *
   * @param beta above 1 completeness counts more, below 1 homogeneity; finite and greater than 0
   */
  public MetricValue vMeasure(double beta) {
    Require.positive("Beta", beta);
    if (counts.total() == 0) {
      return MetricValue.undefined(NO_ROWS);
    }
    double h = homogeneity().orElse(0);
    double c = completeness().orElse(0);
    return MetricValue.of(h + c == 0 ? 0 : (1 + beta) * h * c / (beta * h + c));
  }
}
