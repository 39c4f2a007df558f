package io.millwright.samples.journey;

import io.millwright.eval.Evaluation;
import io.millwright.eval.Evaluator;
import io.millwright.eval.HeldOut;
import io.millwright.eval.MetricChoice;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Metric;
import io.millwright.model.Binary;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.HoldoutSet;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Chooses metrics that fit the task and judges a pipeline by them, against the baseline. */
final class EvaluateStep {

  private final List<String> sliced;
  private final Bootstrap bootstrap;
  private final Clock clock;

  EvaluateStep(List<String> sliced, Bootstrap bootstrap, Clock clock) {
    this.sliced = sliced;
    this.bootstrap = bootstrap;
    this.clock = clock;
  }

  /** By the share of positives and the number of rows alone, not by results. */
  static MetricChoice<Metric<Binary>> metrics(HeldOut<Binary> test) {
    double[] targets = test.scored().targets();
    return MetricChoice.forBinary(
        Arrays.stream(targets).sum() / targets.length,
        targets.length,
        MetricChoice.Use.RISKS,
        MetricChoice.Use.RANKING);
  }

  Evaluation<Binary> run(
      TrainedPipeline<Binary> pipeline,
      TrainedPipeline<Binary> baseline,
      HoldoutSet test,
      MetricChoice<Metric<Binary>> metrics) {
    Evaluator.Builder<Binary> evaluator =
        Evaluator.of(Task.binary())
            .against(TaskPlan.BASELINE, baseline)
            .sliceBy(sliced.toArray(String[]::new))
            .bootstrap(bootstrap)
            .clock(clock);
    metrics.metrics().forEach(evaluator::metric);
    return evaluator.build().evaluate(pipeline, test);
  }
}
