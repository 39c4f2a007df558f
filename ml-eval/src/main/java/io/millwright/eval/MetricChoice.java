package io.millwright.eval;

import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.eval.ranking.RankingMetric;
import io.millwright.model.Binary;
import io.millwright.model.Multiclass;
import io.millwright.model.Regression;
import java.util.ArrayList;
import java.util.List;

/**
 * Which metrics fit a task, its data and the use of its scores, and why: one to decide by, others
 * to read beside it, and those that would mislead.
 *
 * <p>A default for who has none: what an error costs in your case beats any rule here. Decide
 * before looking at results; the metric that is chosen afterwards is the one that flatters.
 * Immutable and thread-safe.
 *
 * @param <M> a metric of the task
 */
public final class MetricChoice<M> {

  /** What the scores of a classifier are used for. */
  public enum Use {
    /**
     * Probabilities are read as risks: shown to people, multiplied with costs, compared with
     * limits.
     */
    RISKS,
    /** Cases are worked from the highest score on, or compared with each other. */
    RANKING,
    /** A threshold makes a yes or no of each score, or the most probable class is taken. */
    DECISIONS
  }

  /**
   * A metric to use.
   *
   * @param metric ready for an evaluator
   * @param name its name in evidence
   * @param reason why, a sentence
   */
  public record Reasoned<M>(M metric, String name, String reason) {}

  /**
   * A metric not to use, or not alone.
   *
   * @param name its name in evidence
   * @param reason why not, a sentence
   */
  public record Avoided(String name, String reason) {}

  private final List<Reasoned<M>> chosen;
  private final List<Avoided> avoided;
  private final List<String> notes;

  private MetricChoice(List<Reasoned<M>> chosen, List<Avoided> avoided, List<String> notes) {
    this.chosen = List.copyOf(chosen);
    this.avoided = List.copyOf(avoided);
    this.notes = List.copyOf(notes);
  }

  /**
   * For a yes or no.
   *
   * @param prevalence share of positives among the rows to judge, strictly between 0 and 1
   * @param rows how many rows to judge, at least 1
   * @param first what the scores are used for above all: decides the primary metric
   * @param more further uses
   */
  public static MetricChoice<Metric<Binary>> forBinary(
      double prevalence, long rows, Use first, Use... more) {
    return BinaryAdvice.of(prevalence, rows, first, more);
  }

  /**
   * For one of several classes.
   *
   * @param rowsByClass how many rows to judge each class has, at least 2 classes with at least 1
   * @param first what the scores are used for above all: decides the primary metric
   * @param more further uses
   */
  public static MetricChoice<Metric<Multiclass>> forMulticlass(
      List<Long> rowsByClass, Use first, Use... more) {
    return MulticlassAdvice.of(rowsByClass, first, more);
  }

  /**
   * For a number, by what its targets look like: zeros, signs, counts, tails.
   *
   * @param targets of the rows to judge, or of those trained on; finite, at least 1
   */
  public static MetricChoice<Metric<Regression>> forRegression(double[] targets) {
    return RegressionAdvice.of(targets);
  }

  /**
   * For ranked lists.
   *
   * @param k how many documents of a list are looked at, at least 1
   * @param relevantPerQuery how many relevant documents a query has on average, above 0
   * @param graded whether some documents are more relevant than others
   */
  public static MetricChoice<RankingMetric> forRanking(
      int k, double relevantPerQuery, boolean graded) {
    return RankingAdvice.of(k, relevantPerQuery, graded);
  }

  /** The metric to decide by. */
  public Reasoned<M> primary() {
    return chosen.get(0);
  }

  /** Metrics to read beside it, the most important first. */
  public List<Reasoned<M>> secondary() {
    return chosen.subList(1, chosen.size());
  }

  /** The primary metric and the others, ready for an evaluator. */
  public List<M> metrics() {
    return chosen.stream().map(Reasoned::metric).toList();
  }

  /** Metrics that would mislead here. */
  public List<Avoided> avoided() {
    return avoided;
  }

  /** What else to mind, a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /** All of it in sentences. */
  public List<String> sentences() {
    List<String> all = new ArrayList<>();
    for (Reasoned<M> r : chosen) {
      String how = all.isEmpty() ? "Decide by " : "Read beside it ";
      all.add(how + MetricLabels.of(r.name()) + ": " + r.reason());
    }
    avoided.forEach(a -> all.add("Avoid " + MetricLabels.of(a.name()) + ": " + a.reason()));
    all.addAll(notes);
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return String.join("\n", sentences());
  }

  /** Collects a choice; the first metric is the primary one, and a name is taken once. */
  static final class Collector<M> {

    private final java.util.function.Function<M, String> name;
    private final List<Reasoned<M>> chosen = new ArrayList<>();
    private final List<Avoided> avoided = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Collector(java.util.function.Function<M, String> name) {
      this.name = name;
    }

    Collector<M> use(M metric, String reason) {
      String own = name.apply(metric);
      if (chosen.stream().noneMatch(r -> r.name().equals(own))) {
        chosen.add(new Reasoned<>(metric, own, reason));
      }
      return this;
    }

    void avoid(String metric, String reason) {
      avoided.add(new Avoided(metric, reason));
    }

    void note(String sentence) {
      notes.add(sentence);
    }

    MetricChoice<M> choice() {
      return new MetricChoice<>(chosen, avoided, notes);
    }
  }
}
