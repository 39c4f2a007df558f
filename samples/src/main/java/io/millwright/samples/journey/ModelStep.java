package io.millwright.samples.journey;

import io.millwright.Seed;
import io.millwright.eval.Evaluation;
import io.millwright.eval.Evaluator;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.MetricLabels;
import io.millwright.evidence.Estimate;
import io.millwright.features.FeatureSpec;
import io.millwright.model.Prediction;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.Split;
import io.millwright.split.TrainingSet;
import io.millwright.train.Pipeline;
import java.time.Clock;

/**
 * Trains baseline, linear model and boosted trees, chooses between the last two on rows of the
 * training set that were set aside, and judges all on the holdout, once.
 */
final class ModelStep<P extends Prediction> {

  private static final double CHOICE_SHARE = 0.25;
  private static final int CHOICE_REPLICATES = 100;

  private final TaskPlan<P> plan;
  private final Seed seed;
  private final Console console;
  private final Clock clock;

  ModelStep(TaskPlan<P> plan, Seed seed, Console console, Clock clock) {
    this.plan = plan;
    this.seed = seed;
    this.console = console;
    this.clock = clock;
  }

  /** The three models on one training set. */
  record Trio<P extends Prediction>(
      TrainedPipeline<P> baseline, TrainedPipeline<P> linear, TrainedPipeline<P> boosted) {}

  /** What was chosen and how it did. */
  record Judged<P extends Prediction>(
      String name, TrainedPipeline<P> chosen, Trio<P> all, Evaluation<P> evaluation) {}

  /** Which model was chosen on training rows, before anything is judged. */
  record Chosen<P extends Prediction>(String name, TrainedPipeline<P> model, Trio<P> all) {}

  Chosen<P> choose(TrainingSet train) {
    boolean boosted = isBoostedBetter(train);
    Trio<P> trio = train(train);
    return new Chosen<>(
        boosted ? TaskPlan.BOOSTED : plan.linearName(),
        boosted ? trio.boosted() : trio.linear(),
        trio);
  }

  Judged<P> run(Split split) {
    Chosen<P> best = choose(split.train());
    Trio<P> trio = best.all();
    boolean boosted = best.name().equals(TaskPlan.BOOSTED);
    Evaluation<P> evaluation =
        evaluator(Bootstrap.of(seed.derive("bootstrap")))
            .against(TaskPlan.BASELINE, trio.baseline())
            .against(
                boosted ? plan.linearName() : TaskPlan.BOOSTED,
                boosted ? trio.linear() : trio.boosted())
            .build()
            .evaluate(best.model(), split.test());
    return new Judged<>(best.name(), best.model(), trio, evaluation);
  }

  private boolean isBoostedBetter(TrainingSet train) {
    Split inner = SplitStep.split(train.table(), CHOICE_SHARE, seed.derive("choice"), console);
    TrainedPipeline<P> linear = linear(inner.train());
    TrainedPipeline<P> boosted = boosted(inner.train());
    Evaluation<P> evaluation =
        evaluator(Bootstrap.of(seed.derive("choice-bootstrap")).withReplicates(CHOICE_REPLICATES))
            .against(plan.linearName(), linear)
            .build()
            .evaluate(boosted, inner.test());
    Estimate gain = evaluation.gain(plan.linearName(), plan.primary());
    boolean better = gain.match(m -> m.value() >= 0, u -> true);
    console.say(
        "chosen on "
            + inner.test().table().rowCount()
            + " training rows set aside: "
            + (better ? TaskPlan.BOOSTED : plan.linearName())
            + " (by "
            + MetricLabels.of(plan.primary().name())
            + ")");
    return better;
  }

  private Evaluator.Builder<P> evaluator(Bootstrap bootstrap) {
    Evaluator.Builder<P> builder = Evaluator.of(plan.task()).bootstrap(bootstrap).clock(clock);
    plan.metrics().forEach(builder::metric);
    return builder;
  }

  private Trio<P> train(TrainingSet train) {
    TrainedPipeline<P> baseline =
        Pipeline.of(FeatureSpec.forTrees(train.table().schema()), plan.trainers().baseline())
            .fit(train, seed, console, clock);
    return new Trio<>(baseline, linear(train), boosted(train));
  }

  private TrainedPipeline<P> linear(TrainingSet train) {
    return Pipeline.of(FeatureSpec.forLinear(train.table().schema()), plan.trainers().linear())
        .fit(train, seed, console, clock);
  }

  private TrainedPipeline<P> boosted(TrainingSet train) {
    return Pipeline.of(FeatureSpec.forTrees(train.table().schema()), plan.trainers().boosted())
        .fit(train, seed, console, clock);
  }
}
