package io.millwright.features;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.model.DenseMatrix;
import io.millwright.model.Targets;
import io.millwright.model.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Which of a plan's features are kept. A step of the plan: it is learnt when the plan is fitted, on
 * the training rows and so within the fold, never before the split.
 *
 * <p>Missing values are left out of every statistic. Where features score alike, the one that comes
 * first in the vector is kept. Immutable and thread-safe.
 */
public final class Selection {

  /** The kept positions, ascending. */
  interface Rule {
    int[] kept(DenseMatrix matrix, Supplier<Targets> targets, Seed seed);
  }

  private final String description;
  private final boolean readsLabel;
  private final Optional<Task.Kind> refused;
  private final Rule rule;

  private Selection(
      String description, boolean readsLabel, Optional<Task.Kind> refused, Rule rule) {
    this.description = description;
    this.readsLabel = readsLabel;
    this.refused = refused;
    this.rule = rule;
  }

  /**
   * Those whose population variance is above the threshold. A constant has none: at 0 the smaller
   * of the variance and the span from least to largest counts, so that rounding makes no variance.
   *
   * @param threshold finite, at least 0
   */
  public static Selection varianceAbove(double threshold) {
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw Require.violated("Variance threshold", "finite and at least 0", threshold);
    }
    return new Selection(
        "variance above " + threshold,
        false,
        Optional.empty(),
        (m, t, s) -> where(m, j -> ColumnStats.variesAbove(ColumnStats.column(m, j), threshold)));
  }

  /**
   * The k best by the F statistic: of the one-way analysis of variance for classes, {@code r² / (1
   * - r²) (n - 2)} of the correlation r with a real label.
   *
   * @param k at least 1; all are kept if there are fewer
   */
  public static Selection bestByF(int k) {
    return best(k, "F statistic", Optional.empty(), (m, t, s) -> FStatistic.scores(m.toDense(), t));
  }

  /**
   * Those whose F statistic, as {@link #bestByF}, is significant at this level after the adjustment
   * of Benjamini and Hochberg: of those kept, about that share is expected to be noise.
   *
   * @param level above 0 and below 1
   */
  public static Selection significantByF(double level) {
    Require.openShare("Level", level);
    return new Selection(
        "F statistic significant at a false discovery rate of " + level,
        true,
        Optional.empty(),
        (m, t, s) -> FStatistic.significant(m, t.get(), level));
  }

  /**
   * The k best by chi-square of the class sums against those expected without association: for
   * counts and flags. Features must not be negative, the label must have classes.
   *
   * @param k at least 1; all are kept if there are fewer
   */
  public static Selection bestByChiSquare(int k) {
    return best(
        k,
        "chi-square",
        Optional.of(Task.Kind.REGRESSION),
        (m, t, s) -> ChiSquare.scores(m.toDense(), t));
  }

  /**
   * The k best by mutual information with the label, in nats: numbers cut into at most 16 bins of
   * equally many rows, missing a bin of its own, less the bias of Miller and Madow.
   *
   * @param k at least 1; all are kept if there are fewer
   */
  public static Selection bestByMutualInformation(int k) {
    return best(
        k,
        "mutual information",
        Optional.empty(),
        (m, t, s) -> new BinnedColumns(m.toDense(), t).relevance());
  }

  /**
   * k features that tell much of the label and little of each other: one by one, that of the
   * largest mutual information with the label less the mean of that with the features already kept.
   *
   * @param k at least 1; all are kept if there are fewer
   * @see <a href="https://doi.org/10.1109/TPAMI.2005.159">Peng, Long, Ding (2005), Feature
   *     selection based on mutual information</a>, the difference form
   */
  public static Selection minimumRedundancy(int k) {
    Require.atLeast("k", k, 1);
    return new Selection(
        "the " + k + " of most relevance and least redundancy",
        true,
        Optional.empty(),
        (m, t, s) -> new BinnedColumns(m, t.get()).minimumRedundancy(k));
  }

  /**
   * Each feature whose correlation with none of those kept before it is beyond this magnitude.
   *
   * @param most above 0, at most 1
   */
  public static Selection correlationAtMost(double most) {
    if (!(most > 0 && most <= 1)) {
      throw Require.violated("Largest correlation", "above 0 and at most 1", most);
    }
    return new Selection(
        "correlation with an earlier one at most " + most,
        false,
        Optional.empty(),
        (m, t, s) -> ColumnStats.uncorrelated(m, most));
  }

  /**
   * The k best by a score of your own, for example the permutation importance of a model.
   *
   * @param name what the score is, for descriptions
   * @param k at least 1; all are kept if there are fewer
   */
  public static Selection best(int k, String name, FeatureScore score) {
    return best(k, Require.notBlank("Name of the score", name), Optional.empty(), score);
  }

  private static Selection best(
      int k, String name, Optional<Task.Kind> refused, FeatureScore score) {
    Require.atLeast("k", k, 1);
    return new Selection(
        "the " + k + " best by " + name,
        true,
        refused,
        (m, t, s) -> highest(score.scores(m, t.get(), s), m.features().size(), k));
  }

  /** Positions of the k highest scores, ascending. */
  static int[] highest(double[] scores, int width, int k) {
    if (scores.length != width) {
      throw new IllegalArgumentException(
          "Scores must be one for each of " + width + " features; were " + scores.length + ".");
    }
    return IntStream.range(0, width)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                (Integer j) ->
                    Double.isNaN(scores[j]) ? Double.POSITIVE_INFINITY : -(scores[j] + 0.0)))
        .limit(k)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static int[] where(DenseMatrix matrix, IntPredicate kept) {
    return IntStream.range(0, matrix.features().size()).filter(kept).toArray();
  }

  /** What it keeps, in a few words. */
  public String describe() {
    return description;
  }

  boolean readsLabel() {
    return readsLabel;
  }

  /** Whether a label of this kind does not suit it. */
  boolean refuses(Task.Kind kind) {
    return refused.filter(r -> r == kind).isPresent();
  }

  /**
   * Kept positions, ascending.
   *
   * @param targets asked for only where the label is read
   */
  int[] kept(DenseMatrix matrix, Supplier<Targets> targets, Seed seed) {
    int[] kept = rule.kept(matrix, targets, seed);
    if (kept.length == 0) {
      throw new FeatureFitException(
          List.of(
              "Selection must keep a feature; '"
                  + description
                  + "' kept none of "
                  + matrix.features().size()
                  + ". Loosen it, or look at the data."));
    }
    return kept;
  }

  @Override
  public String toString() {
    return "Selection of " + description;
  }
}
