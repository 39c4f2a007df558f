package io.millwright.testkit;

import io.millwright.Seed;
import io.millwright.eval.Evaluation;
import io.millwright.eval.EvaluationReport;
import io.millwright.eval.Evaluator;
import io.millwright.eval.Gate;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.leakage.LeakageAudit;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.HoldoutSet;
import io.millwright.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a trained pipeline.
 *
 * <p>Comparisons need {@link #judgedOn} before them. Numbers are judged on the end of their 95 %
 * interval from 1,000 paired resamples of seed 0, so the same model and rows give the same verdict.
 *
 * @param <P> what the pipeline predicts
 */
public final class ModelAssert<P extends Prediction>
    extends AbstractAssert<ModelAssert<P>, TrainedPipeline<P>> {

  private @Nullable HoldoutSet holdout;
  private List<Metric<P>> metrics = List.of();
  private Bootstrap bootstrap = Bootstrap.of(Seed.of(0));

  ModelAssert(TrainedPipeline<P> actual) {
    super(actual, ModelAssert.class);
  }

  /**
   * The rows and metrics of the comparisons that follow.
   *
   * @param rows none of which any compared pipeline was trained on
   * @param judgedBy at least one
   */
  @SafeVarargs
  public final ModelAssert<P> judgedOn(HoldoutSet rows, Metric<P>... judgedBy) {
    holdout = rows;
    List<Metric<P>> all = new ArrayList<>();
    for (Metric<P> metric : judgedBy) {
      all.add(metric);
    }
    metrics = all;
    return this;
  }

  /** How the intervals of the comparisons that follow are made. */
  public ModelAssert<P> resampledBy(Bootstrap how) {
    bootstrap = how;
    return this;
  }

  /** Surely better than another pipeline by every metric. */
  public ModelAssert<P> beats(TrainedPipeline<P> other) {
    return beats(other, 0);
  }

  /**
   * Surely better than another pipeline by more than a margin, by every metric.
   *
   * @param margin in the metrics' unit, at least 0
   */
  public ModelAssert<P> beats(TrainedPipeline<P> other, double margin) {
    return compared(other, (gate, metric) -> gate.beats(OTHER, margin));
  }

  /**
   * Surely not worse than another pipeline by more than a margin, by every metric.
   *
   * @param margin in the metrics' unit, at least 0
   */
  public ModelAssert<P> isNotWorseThan(TrainedPipeline<P> other, double margin) {
    return compared(other, (gate, metric) -> gate.notWorseThan(OTHER, margin));
  }

  private static final String OTHER = "the other";

  private interface Requirement<P extends Prediction> {
    Gate on(Gate.Clause clause, Metric<P> metric);
  }

  private ModelAssert<P> compared(TrainedPipeline<P> other, Requirement<P> requirement) {
    isNotNull();
    HoldoutSet rows = holdout;
    if (rows == null || metrics.isEmpty()) {
      throw new IllegalStateException(
          "Rows and metrics must be given before a comparison; were not. Call judgedOn(holdout,"
              + " metrics...) first.");
    }
    Evaluator.Builder<P> evaluator =
        Evaluator.of(actual.task()).against(OTHER, other).bootstrap(bootstrap);
    metrics.forEach(evaluator::metric);
    Evaluation<P> evaluation = evaluator.build().evaluate(actual, rows);
    Gate gate = requirement.on(Gate.require(metrics.get(0)), metrics.get(0));
    for (Metric<P> metric : metrics.subList(1, metrics.size())) {
      gate = requirement.on(gate.and(metric), metric);
    }
    try {
      new EvidenceAssert(evaluation.evidence()).passes(gate);
    } catch (AssertionError e) {
      throw new ModelAssertionError(
          String.valueOf(e.getMessage()), EvaluationReport.of(evaluation));
    }
    return this;
  }

  /** No check of the leakage audit stands against the pipeline or the split it was trained on. */
  public ModelAssert<P> hasNoLeakage(Split split) {
    return hasNoLeakage(split, audit -> audit);
  }

  /**
   * No check of the leakage audit stands against the pipeline or the split it was trained on.
   *
   * @param declared says what the audit cannot know, as in {@link SplitAssert#hasNoLeakage}
   */
  public ModelAssert<P> hasNoLeakage(Split split, UnaryOperator<LeakageAudit> declared) {
    isNotNull();
    SplitAssert.refuse(declared.apply(LeakageAudit.of(split).pipeline(actual)).run());
    return this;
  }

  /**
   * Whichever way the pipeline is asked, the answer is the same, bit for bit: all rows as a table,
   * each row as a table of its own, the rows backwards, each record online, from several threads at
   * once, and again after the pipeline was written and read.
   *
   * @param records at least one; ask for the unusual ones too: missing values, unseen categories
   */
  public <R extends Record> ModelAssert<P> isParityProven(Class<R> type, List<R> records) {
    isNotNull();
    List<String> faults = new Parity<>(actual.model(), type, records).faults();
    if (!faults.isEmpty()) {
      failWithMessage(
          "Answers must be the same whichever way the model is asked; were not:%n  %s",
          String.join(System.lineSeparator() + "  ", faults));
    }
    return this;
  }

  /** Every row of the golden set is answered as recorded, within its tolerance. */
  public ModelAssert<P> matches(GoldenSet<P> golden) {
    return matches(golden, 0);
  }

  /**
   * All but a few rows of the golden set are answered as recorded, within their tolerance.
   *
   * @param share of the rows that may have moved, 0..1
   */
  public ModelAssert<P> matches(GoldenSet<P> golden, double share) {
    isNotNull();
    GoldenComparison<P> compared = golden.compare(actual);
    if (compared.moved().size() > share * golden.size()) {
      throw new ModelAssertionError(compared.describe(), compared.toReport());
    }
    return this;
  }

  /**
   * No more rows of the golden set got worse, beyond their tolerance, than a share of them. Rows
   * that got better do not count. The set's schema must have a label.
   *
   * @param share of the rows that may have got worse, 0..1
   */
  public ModelAssert<P> hasNotRegressedOn(GoldenSet<P> golden, double share) {
    isNotNull();
    GoldenComparison<P> compared = golden.compare(actual);
    if (!golden.hasTruth()) {
      throw new IllegalArgumentException(
          "Golden set must have a label in every row to tell worse from better; has not. Use"
              + " matches.");
    }
    if (compared.worse().size() > share * golden.size()) {
      throw new ModelAssertionError(compared.describe(), compared.toReport());
    }
    return this;
  }

  /**
   * Assertions about how the pipeline behaves on records of a class when they change.
   *
   * @param records at least one
   */
  public <R extends Record> BehaviourAssert<R, P> asked(Class<R> type, List<R> records) {
    isNotNull();
    return new BehaviourAssert<>(this, actual.model(), type, records);
  }
}
