package io.millwright.eval.significance;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricValue;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.model.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Whether one model is better than another on the same rows: a decision, the effect with its
 * interval, the test and why it was chosen, and how many rows would decide.
 *
 * <p>The test by metric:
 *
 * <ul>
 *   <li>ROC-AUC of single rows of equal weight: DeLong's test of paired areas, with Student's
 *       distribution.
 *   <li>Accuracy (at 0.5, or multiclass) of such rows: McNemar's exact test.
 *   <li>ROC-AUC and average precision otherwise: which model ranked what is swapped at random, row
 *       by row or group by group. Ranks, because scores of two models may differ in scale.
 *   <li>Everything else: the same with what the models said. The interval of swap tests is that of
 *       the paired bootstrap.
 * </ul>
 *
 * <p>BETTER and WORSE need both: a p-value of at most {@code 1 - level}, and an interval wholly
 * beyond the margin. EQUIVALENT needs an interval wholly inside the margin. Anything else is
 * UNDECIDED, which is not the same as equal. The promise holds for one look at rows that neither
 * model was trained or chosen on. Cost: O(draws × rows). Immutable and thread-safe; the same seed
 * gives the same bits.
 */
public final class ModelComparison {

  private final Seed seed;
  private final double level;
  private final double margin;
  private final int draws;
  private final int[] groupOf;

  private ModelComparison(Seed seed, double level, double margin, int draws, int[] groupOf) {
    this.seed = seed;
    this.level = Require.openShare("Level", level);
    this.margin = Require.finite("Margin", margin);
    if (margin < 0) {
      throw Require.violated("Margin", "at least 0", margin);
    }
    this.draws = Require.atLeast("Draws", draws, 100);
    this.groupOf = groupOf;
  }

  /** 95 % confidence, no margin, 1000 draws, rows that are independent of each other. */
  public static ModelComparison of(Seed seed) {
    return new ModelComparison(seed, 0.95, 0, 1000, new int[0]);
  }

  /** The same with another confidence, strictly between 0 and 1. */
  public ModelComparison withLevel(double confidence) {
    return new ModelComparison(seed, confidence, margin, draws, groupOf);
  }

  /**
   * The same where a gain of at most this much does not matter.
   *
   * @param least in the metric's unit, at least 0
   */
  public ModelComparison withMargin(double least) {
    return new ModelComparison(seed, level, least, draws, groupOf);
  }

  /** The same with another number of random swaps and of bootstrap replicates, at least 100. */
  public ModelComparison withDraws(int number) {
    return new ModelComparison(seed, level, margin, number, groupOf);
  }

  /**
   * The same for rows that belong together in groups, such as rows of one person.
   *
   * @param numbers for each row the number of its group, 0-based without gaps
   */
  public ModelComparison withGroups(int[] numbers) {
    return new ModelComparison(seed, level, margin, draws, numbers.clone());
  }

  /** The answer. */
  public enum Decision {
    /** The first model is better by more than the margin. */
    BETTER,
    /** The first model is worse by more than the margin. */
    WORSE,
    /** Both differ by less than the margin. */
    EQUIVALENT,
    /** These rows do not tell. */
    UNDECIDED
  }

  /**
   * What was asked.
   *
   * @param other the name of the second model
   * @param metric the metric's name
   */
  public record Question(String other, String metric) {}

  /**
   * How it was answered.
   *
   * @param name the test
   * @param reason why this one
   * @param pValue two-sided, of no difference; adjusted where several questions were asked
   * @param rowsNeeded how many rows like these would decide with probability 0.8, if the true gain
   *     is the observed one; a whole number
   */
  public record Test(String name, String reason, MetricValue pValue, MetricValue rowsNeeded) {}

  /**
   * The answer to one question.
   *
   * @param question what was asked
   * @param decision the answer
   * @param effect how much better the first model is, greater than 0 when better whatever the
   *     metric's direction
   * @param test how it was answered
   */
  public record Finding(Question question, Decision decision, Estimate effect, Test test) {}

  /**
   * Compares two models by one metric.
   *
   * @param a the first model's rows
   * @param b the second model's, the same rows in the same order
   * @throws IllegalArgumentException if targets, classes or weights differ
   */
  public <P extends Prediction> Finding compare(Scored<P> a, Scored<P> b, Metric<P> metric) {
    return compareAll(a, Map.of("other", b), List.of(metric)).get(0);
  }

  /**
   * Compares a model with others by several metrics. P-values are adjusted for all questions by
   * Holm's method, so that the chance of any wrong BETTER or WORSE stays below {@code 1 - level}
   * where the margin is 0; intervals are not adjusted.
   *
   * @param others by name, the same rows in the same order; answered in the order of its iteration
   * @throws IllegalArgumentException if targets, classes or weights differ
   */
  public <P extends Prediction> List<Finding> compareAll(
      Scored<P> a, Map<String, Scored<P>> others, List<Metric<P>> metrics) {
    List<Question> questions = new ArrayList<>();
    List<PairedEffect> effects = new ArrayList<>();
    others.forEach(
        (name, b) -> {
          requireSameRows(a, b);
          for (Metric<P> metric : metrics) {
            questions.add(new Question(name, metric.name()));
            effects.add(effect(a, b, metric, seed.derive(name).derive(metric.name())));
          }
        });
    double[] adjusted =
        MultipleTesting.adjust(
            effects.stream().mapToDouble(e -> e.pValue().orElse(1)).toArray(),
            MultipleTesting.Method.HOLM);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      findings.add(finding(questions.get(i), effects.get(i), adjusted[i], a.size()));
    }
    return findings;
  }

  private <P extends Prediction> PairedEffect effect(
      Scored<P> a, Scored<P> b, Metric<P> metric, Seed own) {
    MetricValue first = metric.of(a);
    MetricValue second = metric.of(b);
    if (!first.isDefined() || !second.isDefined()) {
      String who = first.isDefined() ? "the second model" : "the first model";
      return PairedEffect.none(metric.name() + " has no value for " + who, a.size());
    }
    if (groupOf.length == 0 && equalWeights(a)) {
      if (PairedEffect.isRocAuc(metric)) {
        PairedEffect found = PairedEffect.deLong(a, b, level);
        if (found.standardError() > 0) {
          return found;
        }
      } else if (PairedEffect.isAccuracy(metric)) {
        return PairedEffect.mcNemar(a, b, level);
      }
    }
    Resampling rows =
        groupOf.length == 0
            ? Resampling.ofRows(a.weights())
            : Resampling.ofGroups(a.weights(), groupOf);
    Bootstrap bootstrap =
        Bootstrap.of(own.derive("bootstrap")).withLevel(level).withReplicates(draws);
    Metric.Prepared ours = metric.prepare(a);
    Metric.Prepared theirs = metric.prepare(b);
    Statistic gain =
        w ->
            metric.direction().gain(ours.at(w).orElse(Double.NaN), theirs.at(w).orElse(Double.NaN));
    boolean ranks = PairedEffect.isRanking(metric);
    int[] units = units(a.size());
    SwapTest swaps =
        ranks
            ? SwapTest.of(SwapTest.ranked(a), SwapTest.ranked(b), metric, units)
            : SwapTest.of(a, b, metric, units);
    return PairedEffect.swaps(
        bootstrap.draws(rows, List.of(gain)), swaps.pValue(draws, own), ranks);
  }

  private int[] units(int rows) {
    if (groupOf.length > 0) {
      return groupOf;
    }
    int[] units = new int[rows];
    Arrays.setAll(units, i -> i);
    return units;
  }

  private Finding finding(Question question, PairedEffect effect, double adjusted, int rows) {
    MetricValue p =
        effect.pValue().match(unused -> MetricValue.of(adjusted), MetricValue::undefined);
    Decision decision = effect.estimate().match(m -> decide(m, p), u -> Decision.UNDECIDED);
    MetricValue needed =
        effect
            .estimate()
            .match(
                m -> rowsNeeded(m.value(), effect.standardError(), rows),
                u -> MetricValue.undefined(u.reason()));
    return new Finding(
        question, decision, effect.estimate(), new Test(effect.name(), effect.reason(), p, needed));
  }

  private Decision decide(Estimate.Measured effect, MetricValue pValue) {
    double low = effect.interval().low();
    double high = effect.interval().high();
    boolean significant = pValue.orElse(1) <= 1 - level;
    if (significant && low > margin) {
      return Decision.BETTER;
    }
    if (significant && high < -margin) {
      return Decision.WORSE;
    }
    return margin > 0 && low > -margin && high < margin ? Decision.EQUIVALENT : Decision.UNDECIDED;
  }

  /** {@code n se^2 (z_(alpha/2) + z_0.2)^2 / (|effect| - margin)^2}. */
  private MetricValue rowsNeeded(double effect, double standardError, int rows) {
    double beyond = Math.abs(effect) - margin;
    if (beyond <= 0) {
      return MetricValue.undefined("the observed gain is not beyond the margin");
    }
    double reach = Law.normalDeviate((1 - level) / 2) + Law.normalDeviate(0.2);
    double ratio = standardError * reach / beyond;
    return MetricValue.of(Math.max(2, Math.ceil(rows * ratio * ratio)));
  }

  private static boolean equalWeights(Scored<?> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (rows.weight(i) != rows.weight(0)) {
        return false;
      }
    }
    return true;
  }

  private static void requireSameRows(Scored<?> a, Scored<?> b) {
    if (!a.classes().equals(b.classes())
        || !Arrays.equals(a.targets(), b.targets())
        || !Arrays.equals(a.weights(), b.weights())) {
      throw new IllegalArgumentException(
          "Both models must be judged on the same rows; classes, targets or weights differ. Score"
              + " one table with both.");
    }
  }
}
