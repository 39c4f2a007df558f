package io.millwright.eval;

import io.millwright.Seed;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.Stage;
import io.millwright.eval.card.ModelFacts;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.BinaryMetrics;
import io.millwright.eval.metric.RegressionMetrics;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Regression;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.profile.FieldProfile;
import io.millwright.schema.Schema;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** An evaluated model of the loans, for tests of other packages. */
public final class LoanModel {

  /** When it was evaluated. */
  public static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  private final Split split =
      RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), Loans.binary()), 400);
  private final TrainedPipeline<Binary> pipeline =
      Pipelines.logistic(split.train(), Loans.CLASSES, "risk", 0, 2);

  /** The pipeline that knows the law of the loans. */
  public TrainedPipeline<Binary> pipeline() {
    return pipeline;
  }

  /** ROC-AUC, Brier score and recall, compared with a constant, sliced by region. */
  public Evaluation<Binary> evaluation() {
    return Evaluator.of(Task.binary())
        .metric(BinaryMetrics.rocAuc(), BinaryMetrics.brier(), BinaryMetrics.recall(0.3))
        .against("baseline", Pipelines.constant(split.train(), Loans.CLASSES, "risk"))
        .sliceBy("region")
        .bootstrap(Bootstrap.of(Seed.of(5)).withReplicates(100))
        .clock(NOON)
        .build()
        .evaluate(pipeline, split.test());
  }

  /** The same slices, as if they were of two fields. */
  public static List<Slice> intersections(List<Slice> slices) {
    return slices.stream()
        .map(
            s ->
                new Slice(
                    "region and product", s.value(), s.support(), s.metrics(), s.comparisons()))
        .toList();
  }

  /** Facts about a model whose number features have units and whose slices are large. */
  public static ModelFacts.Builder documented() {
    Schema schema =
        Schema.builder()
            .text("customer")
            .numeric("risk", "points")
            .categorical("region")
            .optional("region")
            .numeric("guess", "grade")
            .numeric("weight", "1")
            .numeric("loss", "EUR")
            .text("grade")
            .binaryLabel("defaulted")
            .build();
    Split rows = RowsAt.split(Loans.table(Loans.draw(1400, 0, Seed.of(1)), schema), 400);
    TrainedPipeline<Binary> trained =
        Pipelines.logistic(rows.train(), Loans.CLASSES, "risk", 0, 2)
            .withPredictionProfile(FieldProfile.ofNumbers("score", 0.1, 0.9));
    Evaluation<Binary> evaluation =
        Evaluator.of(Task.binary())
            .metric(BinaryMetrics.rocAuc(), BinaryMetrics.brier())
            .against("baseline", Pipelines.constant(rows.train(), Loans.CLASSES, "risk"))
            .sliceBy("region")
            .sliceSupport(2)
            .bootstrap(Bootstrap.of(Seed.of(5)).withReplicates(100))
            .clock(NOON)
            .build()
            .evaluate(trained, rows.test());
    ModelBundle bundle = PipelineBundle.pack(trained, evaluation.evidence(), NOON);
    return ModelFacts.of(evaluation)
        .pipeline(trained)
        .bundle(bundle)
        .version(
            new ModelVersion(
                "loan-default", 1, bundle.digest(), NOON.instant(), Stage.DEVELOPMENT));
  }

  /** A regression without comparison and slices. */
  public static Evaluation<Regression> regression() {
    Split rows = RowsAt.split(Loans.table(Loans.draw(600, 0, Seed.of(2)), Loans.real()), 100);
    return Evaluator.of(Task.regression())
        .metric(RegressionMetrics.rmse())
        .bootstrap(Bootstrap.of(Seed.of(5)).withReplicates(100))
        .clock(NOON)
        .build()
        .evaluate(Pipelines.linear(rows.train(), "risk", 3, 2), rows.test());
  }
}
