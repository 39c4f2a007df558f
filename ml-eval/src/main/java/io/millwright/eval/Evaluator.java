package io.millwright.eval;

import io.millwright.Require;
import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.metric.Scored;
import io.millwright.eval.rows.LabelledRows;
import io.millwright.eval.rows.TableRows;
import io.millwright.eval.significance.ModelComparison;
import io.millwright.evidence.Evidence;
import io.millwright.evidence.Evidence.Comparison;
import io.millwright.model.Prediction;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.HoldoutSet;
import io.millwright.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How pipelines of a task are judged: which metrics, against whom, in which slices, with which
 * intervals.
 *
 * <p>Metrics are typed by the task's prediction, so that a binary metric does not compile for a
 * regression. Rows count by the schema's WEIGHT field; rows of one GROUP are resampled together.
 * Immutable and thread-safe; the same pipeline, holdout and seed give the same bits at any number
 * of threads.
 *
 * @param <P> the predictions it judges
 */
public final class Evaluator<P extends Prediction> {

  private final Task<P> task;
  private final List<Metric<P>> metrics;
  private final Map<String, TrainedPipeline<P>> others;
  private final List<String> sliceFields;
  private final int sliceSupport;
  private final Bootstrap bootstrap;
  private final Clock clock;

  private Evaluator(Builder<P> builder) {
    this.task = builder.task;
    this.metrics = List.copyOf(builder.metrics);
    this.others = new LinkedHashMap<>(builder.others);
    this.sliceFields = List.copyOf(builder.sliceFields);
    this.sliceSupport = builder.sliceSupport;
    this.bootstrap =
        builder.bootstrap == null ? Bootstrap.of(Builder.DEFAULT_SEED) : builder.bootstrap;
    this.clock = builder.clock == null ? Clock.systemUTC() : builder.clock;
  }

  /** A builder for a task; it needs at least one metric. */
  public static <P extends Prediction> Builder<P> of(Task<P> task) {
    return new Builder<>(task);
  }

  /**
   * Judges a pipeline on rows that it has not seen.
   *
   * <p>Training rows are told by the split: rows of another table are not compared, even if their
   * values are the same.
   *
   * @throws IllegalArgumentException if this pipeline or one it is compared with was trained on any
   *     of the rows, if there are no rows, or if the label does not fit the pipeline's classes
   * @throws io.millwright.table.InvalidRowException if a row cannot be scored
   */
  public Evaluation<P> evaluate(TrainedPipeline<P> trained, HoldoutSet holdout) {
    Table table = holdout.table();
    Require.atLeast("Rows of the holdout", table.rowCount(), 1);
    refuseTrained("The pipeline", trained, holdout);
    others.forEach((name, other) -> refuseTrained("Pipeline '" + name + "'", other, holdout));
    Scored<P> rows = new LabelledRows<>(trained, table).scored();
    Map<String, Scored<P>> theirs = new LinkedHashMap<>();
    others.forEach((name, other) -> theirs.put(name, new LabelledRows<>(other, table).scored()));
    Judged judged =
        Judged.of(rows, theirs, metrics, TableRows.resampling(table, rows.weights()), bootstrap);
    SlicePlan plan = new SlicePlan(sliceFields, sliceSupport);
    List<String> warnings = new ArrayList<>(EvaluationWarnings.of(rows, metrics, trained, table));
    if (others.isEmpty()) {
      warnings.add(EvaluationWarnings.NO_BASELINE);
    }
    List<Slice> slices = plan.slices(rows, theirs, table, metrics, bootstrap, warnings);
    Evidence.Subject subject =
        new Evidence.Subject(trained.identity(), task.id(), table.fingerprint(), clock.instant());
    return new Evaluation<>(
        rows,
        metrics,
        theirs,
        slices,
        new Evidence(
            subject,
            judged.estimates(),
            identified(judged.comparisons()),
            slices.stream().map(Slice::finding).toList(),
            new TreeMap<>(),
            warnings),
        comparison(table));
  }

  private List<Comparison> identified(List<Comparison> comparisons) {
    return comparisons.stream()
        .map(
            c ->
                new Comparison(
                    c.other(),
                    Optional.ofNullable(others.get(c.other())).map(TrainedPipeline::identity),
                    c.metric(),
                    c.theirs(),
                    c.gain()))
        .toList();
  }

  /** The level, seed and groups that the intervals have. */
  private ModelComparison comparison(Table table) {
    ModelComparison comparison =
        ModelComparison.of(bootstrap.seed().derive("compare")).withLevel(bootstrap.level());
    return TableRows.groups(table).map(comparison::withGroups).orElse(comparison);
  }

  private void refuseTrained(String who, TrainedPipeline<P> trained, HoldoutSet holdout) {
    int overlap = trained.trainedOn().overlap(holdout.rows());
    if (overlap > 0) {
      throw new IllegalArgumentException(
          who
              + " must not have been trained on rows it is judged on; was on "
              + overlap
              + " of "
              + holdout.rows().size()
              + ". Judge it on the other half of its split.");
    }
  }

  /** Collects settings and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder<P extends Prediction> {

    private static final Seed DEFAULT_SEED = Seed.of(0);

    private final Task<P> task;
    private final List<Metric<P>> metrics = new ArrayList<>();
    private final Map<String, TrainedPipeline<P>> others = new LinkedHashMap<>();
    private final List<String> sliceFields = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int sliceSupport = SlicePlan.DEFAULT_SUPPORT;
    private @Nullable Bootstrap bootstrap;
    private @Nullable Clock clock;

    private Builder(Task<P> task) {
      this.task = task;
    }

    /** Adds metrics; at least one is needed, names must differ. */
    @SafeVarargs
    public final Builder<P> metric(Metric<P>... more) {
      for (Metric<P> metric : more) {
        if (metrics.stream().anyMatch(m -> m.name().equals(metric.name()))) {
          faults.add("Metric '" + metric.name() + "' must be named once; was twice.");
        }
        metrics.add(metric);
      }
      return this;
    }

    /** Compares with another pipeline on the same rows, by paired resampling. */
    public Builder<P> against(String name, TrainedPipeline<P> other) {
      Require.notBlank("Name", name);
      if (others.put(name, other) != null) {
        faults.add("Pipeline '" + name + "' must be named once; was twice.");
      }
      return this;
    }

    /** Also judges the rows of each value of these fields. */
    public Builder<P> sliceBy(String... fields) {
      sliceFields.addAll(List.of(fields));
      return this;
    }

    /** A slice of fewer rows has no metrics; 30 unless set. */
    public Builder<P> sliceSupport(int rows) {
      sliceSupport = Require.atLeast("Slice support", rows, 2);
      return this;
    }

    /**
     * How intervals are made; 1000 replicates at 95 % from seed 0 unless set.
     *
     * <p>With the default method, expanded BCa, metrics that have a good formula use it where rows
     * are independent and of equal weight: Wilson's interval for accuracy, precision and recall,
     * DeLong's on the logit scale for ROC-AUC. With any other method all intervals are resampled.
     * Gains are always resampled, in pairs.
     */
    public Builder<P> bootstrap(Bootstrap how) {
      if (bootstrap != null) {
        faults.add("Bootstrap must be set once; was twice.");
      }
      bootstrap = how;
      return this;
    }

    /** Tells the time of the evaluation; the system's clock unless set. */
    public Builder<P> clock(Clock source) {
      if (clock != null) {
        faults.add("Clock must be set once; was twice.");
      }
      clock = source;
      return this;
    }

    /**
     * The evaluator.
     *
     * @throws IllegalArgumentException lists all faults
     */
    public Evaluator<P> build() {
      List<String> all = new ArrayList<>(faults);
      if (metrics.isEmpty()) {
        all.add("Evaluator must have at least one metric; had none.");
      }
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(
            "Evaluator cannot be built (" + all.size() + "):\n  " + String.join("\n  ", all));
      }
      return new Evaluator<>(this);
    }
  }
}
