package io.millwright.eval.robustness;

import io.millwright.Seed;
import io.millwright.eval.Evaluation;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.interval.Replicates;
import io.millwright.eval.interval.Resampling;
import io.millwright.eval.interval.Statistic;
import io.millwright.eval.metric.Metric;
import io.millwright.eval.robustness.RobustnessReport.Curve;
import io.millwright.eval.robustness.RobustnessReport.Effect;
import io.millwright.eval.robustness.RobustnessReport.FieldEffect;
import io.millwright.eval.rows.TableRows;
import io.millwright.evidence.Estimate;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.schema.Role;
import io.millwright.table.Column;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a metric of a trained pipeline changes when the fields it reads get worse.
 *
 * <p>Each perturbation is applied to all fields that suit it, at each strength, and at its greatest
 * strength to each field alone. The drop is paired: the same rows before and after, in the same
 * resamples; noise belongs to its row and is resampled with it. Rows that the pipeline refuses once
 * perturbed are counted and left out of both sides. Rows count by weight, rows of one GROUP are
 * resampled together.
 *
 * <p>Cost: one scoring of all rows for each strength and field, and O(resamples × rows) for each of
 * them. The same seed gives the same bits. Immutable and thread-safe.
 *
 * @param <P> what is predicted
 */
public final class RobustnessAudit<P extends Prediction> {

  private final Metric<P> metric;
  private final List<Plan> plans;
  private final Map<String, double[]> ranges;
  private final Seed seed;
  private final Bootstrap bootstrap;

  private record Plan(Perturbation perturbation, List<Double> strengths) {}

  private RobustnessAudit(Builder<P> builder) {
    this.metric = builder.metric;
    this.plans = List.copyOf(builder.plans);
    this.ranges = Map.copyOf(builder.ranges);
    this.seed = builder.seed;
    this.bootstrap = builder.bootstrap == null ? Bootstrap.of(Seed.of(0)) : builder.bootstrap;
  }

  /** A builder for a metric; it needs at least one perturbation. */
  public static <P extends Prediction> Builder<P> of(Metric<P> metric) {
    return new Builder<>(metric);
  }

  /**
   * Assesses a pipeline on the rows it was evaluated on.
   *
   * @param judged the very table that was evaluated
   * @throws IllegalArgumentException if the evaluation is of another pipeline or table, or a range
   *     is of a field that is no number
   */
  public RobustnessReport assess(
      TrainedPipeline<P> trained, Evaluation<P> evaluation, Table judged) {
    check(trained, evaluation, judged);
    Rescoring<P> rescoring = new Rescoring<>(trained.model(), metric, evaluation.rows());
    List<Trial> trials = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Plan plan : plans) {
      List<String> fields = fields(plan.perturbation(), trained, judged);
      if (fields.isEmpty()) {
        warnings.add(
            "No field that the pipeline reads can be '" + plan.perturbation().name() + "'.");
        continue;
      }
      for (double strength : plan.strengths()) {
        trials.add(trial(plan, fields, strength, rescoring, judged));
      }
      double greatest = plan.strengths().get(plan.strengths().size() - 1);
      for (String field : fields) {
        trials.add(trial(plan, List.of(field), greatest, rescoring, judged).alone());
      }
    }
    return report(rescoring, trials, judged, evaluation.rows().weights(), warnings);
  }

  private void check(TrainedPipeline<P> trained, Evaluation<P> evaluation, Table judged) {
    if (!evaluation.evidence().subject().holdout().equals(judged.fingerprint())) {
      throw new IllegalArgumentException(
          "Table must be the one that was evaluated; was another. Pass the holdout's table.");
    }
    if (!evaluation.evidence().subject().model().equals(trained.identity())) {
      throw new IllegalArgumentException(
          "Pipeline must be the one that was evaluated; was another. Evaluate it first.");
    }
    for (String field : ranges.keySet()) {
      if (!judged.schema().field(field).type().isNumber()) {
        throw new IllegalArgumentException(
            "Range must be of a field of numbers; was of '"
                + field
                + "', which is "
                + judged.schema().field(field).type()
                + ".");
      }
    }
  }

  private static List<String> fields(
      Perturbation perturbation, TrainedPipeline<?> trained, Table table) {
    return trained.model().featurizer().inputs().stream()
        .filter(f -> table.schema().field(f).role() == Role.FEATURE)
        .filter(f -> perturbation.suits(table.schema().field(f), table.column(f)))
        .toList();
  }

  /** One perturbed table, scored. */
  private record Trial(
      Plan plan, List<String> fields, double strength, boolean single, Rescoring.Pair pair) {
    Trial alone() {
      return new Trial(plan, fields, strength, true, pair);
    }
  }

  private Trial trial(
      Plan plan, List<String> fields, double strength, Rescoring<P> rescoring, Table table) {
    Table perturbed = table;
    Perturbation perturbation = plan.perturbation();
    for (String field : fields) {
      Column before = table.column(field);
      Column after =
          perturbation.apply(
              table.schema().field(field),
              before,
              strength,
              seed.derive(perturbation.name()).derive(field));
      double[] range = ranges.get(field);
      perturbed =
          perturbed.with(
              field, range == null ? after : Numbers.within(before, after, range[0], range[1]));
    }
    return new Trial(plan, fields, strength, false, rescoring.of(perturbed));
  }

  private RobustnessReport report(
      Rescoring<P> rescoring,
      List<Trial> trials,
      Table judged,
      double[] weights,
      List<String> warnings) {
    Resampling rows = TableRows.resampling(judged, weights);
    List<Statistic> statistics = new ArrayList<>(List.of(rescoring.unperturbed()::at));
    for (Trial trial : trials) {
      statistics.add(trial.pair().before()::at);
      statistics.add(trial.pair().after()::at);
    }
    Replicates draws = bootstrap.draws(rows, statistics);
    Map<Plan, List<Effect>> effects = new HashMap<>();
    Map<Plan, List<String>> fields = new HashMap<>();
    List<FieldEffect> singles = new ArrayList<>();
    for (int t = 0; t < trials.size(); t++) {
      Trial trial = trials.get(t);
      Effect effect = effect(trial, draws, 2 * t + 1);
      if (trial.single()) {
        singles.add(
            new FieldEffect(trial.plan().perturbation().name(), trial.fields().get(0), effect));
      } else {
        effects.computeIfAbsent(trial.plan(), p -> new ArrayList<>()).add(effect);
        fields.put(trial.plan(), trial.fields());
      }
    }
    singles.sort(
        Comparator.comparingDouble(
            f -> -f.effect().drop().match(m -> m.value(), u -> Double.NEGATIVE_INFINITY)));
    List<Curve> curves =
        plans.stream()
            .filter(effects::containsKey)
            .map(
                p ->
                    new Curve(
                        p.perturbation().name(),
                        p.perturbation().unit(),
                        fields.getOrDefault(p, List.of()),
                        effects.getOrDefault(p, List.of())))
            .toList();
    return new RobustnessReport(metric.name(), draws.estimate(0), curves, singles, warnings);
  }

  private Effect effect(Trial trial, Replicates draws, int at) {
    Estimate drop = draws.combined(at, at + 1, metric.direction()::gain);
    return new Effect(trial.strength(), draws.estimate(at + 1), drop, trial.pair().refused());
  }

  /** Collects settings and reports all faults at {@link #build()}. Single use, not thread-safe. */
  public static final class Builder<P extends Prediction> {

    private final Metric<P> metric;
    private final List<Plan> plans = new ArrayList<>();
    private final Map<String, double[]> ranges = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private Seed seed = Seed.of(0);
    private @Nullable Bootstrap bootstrap;

    private Builder(Metric<P> metric) {
      this.metric = metric;
    }

    /**
     * Adds a perturbation.
     *
     * @param strengths at least one, greater than 0, ascending, in the perturbation's unit
     */
    public Builder<P> perturb(Perturbation perturbation, double... strengths) {
      List<Double> list = Arrays.stream(strengths).boxed().toList();
      boolean ascending = !list.isEmpty() && list.get(0) > 0;
      for (int i = 1; i < strengths.length; i++) {
        ascending &= strengths[i] > strengths[i - 1];
      }
      if (!ascending) {
        faults.add(
            "Strengths of '"
                + perturbation.name()
                + "' must be greater than 0 and ascending; were "
                + list
                + ".");
      }
      if (plans.stream().anyMatch(p -> p.perturbation().name().equals(perturbation.name()))) {
        faults.add("Perturbation '" + perturbation.name() + "' must be added once; was twice.");
      }
      plans.add(new Plan(perturbation, list));
      return this;
    }

    /** Values that a perturbation takes out of this range are put to its end. */
    public Builder<P> range(String field, double low, double high) {
      if (!(low < high)) {
        faults.add(
            "Range of '" + field + "' must have low < high; was " + low + " to " + high + ".");
      }
      if (ranges.put(field, new double[] {low, high}) != null) {
        faults.add("Range of '" + field + "' must be set once; was twice.");
      }
      return this;
    }

    /** Where noise and chosen rows come from; 0 unless set. */
    public Builder<P> seed(Seed source) {
      seed = source;
      return this;
    }

    /** How intervals are made; 1000 replicates at 95 % from seed 0 unless set. */
    public Builder<P> bootstrap(Bootstrap how) {
      if (bootstrap != null) {
        faults.add("Bootstrap must be set once; was twice.");
      }
      bootstrap = how;
      return this;
    }

    /**
     * The audit.
     *
     * @throws IllegalArgumentException lists all faults
     */
    public RobustnessAudit<P> build() {
      List<String> all = new ArrayList<>(faults);
      if (plans.isEmpty()) {
        all.add("Robustness audit must have at least one perturbation; had none.");
      }
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(
            "Robustness audit cannot be built ("
                + all.size()
                + "):\n  "
                + String.join("\n  ", all));
      }
      return new RobustnessAudit<>(this);
    }
  }
}
