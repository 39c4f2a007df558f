package io.millwright.samples.docs;

import static io.millwright.eval.metric.BinaryMetrics.averagePrecision;
import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static io.millwright.features.CalendarPart.HOUR_OF_DAY;
import static io.millwright.features.Transforms.cyclical;
import static io.millwright.features.Transforms.daysBetween;
import static io.millwright.features.Transforms.log1p;
import static io.millwright.features.Transforms.oneHot;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.artifact.ModelRegistry;
import io.millwright.artifact.ModelVersion;
import io.millwright.artifact.Stage;
import io.millwright.artifact.Verdict;
import io.millwright.eval.Evaluation;
import io.millwright.eval.EvaluationReport;
import io.millwright.eval.Evaluator;
import io.millwright.eval.Gate;
import io.millwright.evidence.Estimate;
import io.millwright.features.FeatureSpec;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.monitor.DriftMonitor;
import io.millwright.monitor.DriftReport;
import io.millwright.monitor.DriftVerdict;
import io.millwright.quality.DataQuality;
import io.millwright.quality.QualityReport;
import io.millwright.report.render.HtmlReport;
import io.millwright.samples.docs.Loans.Application;
import io.millwright.samples.docs.Loans.Drawn;
import io.millwright.samples.docs.Loans.Loan;
import io.millwright.schema.Schema;
import io.millwright.serving.Answer;
import io.millwright.serving.ManagedPredictor;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Csv;
import io.millwright.table.Table;
import io.millwright.train.Baselines;
import io.millwright.train.Pipeline;
import io.millwright.train.XGBoost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a typed model, as README shows it, on 3,000 generated loans. */
class LoanJourneyTest {

  private final Path folder;
  private final Clock clock = Loans.CLOCK;
  private final Instant cutoff = Loans.CUTOFF;
  private final List<Drawn> drawn = Loans.draw(3_000, Seed.of(7));

  LoanJourneyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void journey_fromCsvToRollback_doesWhatEachStepSays() throws IOException {
    Path file = folder.resolve("loans.csv");
    Csv.write(
        Table.ofRecords(drawn.stream().map(Drawn::loan).toList(), Loans.schema(), Loan.class),
        file);
    Application application = Loans.application(drawn.get(2_999).loan());
    List<Answer<Binary>> answers = new ArrayList<>();

    Schema schema =
        Schema.from(Loan.class)
            .key("customerId")
            .eventTime("decidedAt", ZoneId.of("Europe/Madrid"))
            .binaryLabel("defaulted")
            .build();
    Table loans = Csv.read(file, schema); // all bad cells reported at once
    QualityReport quality = DataQuality.assess(loans, o -> o.clock(clock)); // six scores, a gate
    Split split =
        Splitter.before("decidedAt", cutoff).embargo(Duration.ofDays(7)).split(quality.orThrow());

    FeatureSpec features =
        FeatureSpec.over(schema)
            .add(
                log1p("income").imputeMedian().missingIndicator(),
                log1p("amount"),
                oneHot("region").rareBelow(0.01),
                daysBetween("openedOn", "decidedAt"),
                cyclical("decidedAt", HOUR_OF_DAY))
            .build();
    TrainedPipeline<Binary> trained =
        Pipeline.of(features, XGBoost.binary(o -> o.trees(100).depth(3).rate(0.1)))
            .fit(split.train(), Seed.of(42)); // a TrainingSet, nothing else compiles
    TrainedPipeline<Binary> prior =
        Pipeline.of(features, Baselines.prior()).fit(split.train(), Seed.of(42));

    Evaluation<Binary> evaluation =
        Evaluator.of(Task.binary())
            .metric(rocAuc(), averagePrecision(), brier())
            .sliceBy("region")
            .against("baseline", prior)
            .build()
            .evaluate(trained, split.test()); // every number with an interval
    Gate gate = Gate.require(rocAuc()).lowerBoundAtLeast(0.7).and(brier()).beats("baseline");

    ModelRegistry registry = ModelRegistry.at(folder.resolve("registry"), clock);
    ModelVersion version =
        registry.register(
            "loan-default", PipelineBundle.pack(trained, evaluation.evidence(), clock));
    version = registry.promote(version, Stage.STAGING, gate);
    version = registry.promote(version, Stage.PRODUCTION, gate);

    TrainedPipeline<Binary> served =
        PipelineBundle.open(registry.open("loan-default", Stage.PRODUCTION), Task.binary());
    DriftMonitor monitor =
        DriftMonitor.against(served.profile())
            .inputs(List.of("income", "amount", "region"))
            .build();
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(served.model(), Application.class)
            .deadline(Duration.ofMillis(50))
            .fallback(unanswered -> new Binary(0.5))
            .observe(monitor)
            .build()) {
      answers.add(predictor.answer(application)); // the prediction, and whether by the fallback
    }
    HtmlReport.write(EvaluationReport.of(evaluation), folder.resolve("evaluation.html"));
    HtmlReport.write(monitor.report().toReport(), folder.resolve("drift.html"));

    assertThat(quality.passes()).isTrue();
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).prediction())
        .isEqualTo(answers.get(0).isFromModel() ? online(served, application) : new Binary(0.5));
    assertThat(split.left()).isBetween(20, 40);
    assertAucIsThatOfTheLoans(evaluation, split);
    assertThat(gate.decide(evaluation.evidence()).verdict()).isEqualTo(Verdict.PASS);
    assertThat(version.stage()).isEqualTo(Stage.PRODUCTION);
    assertThat(served.identity()).isEqualTo(trained.identity());
    assertOnlineIsBatch(served, trained, split.test().table());
    assertShiftIsSeen(served, split.test().table());
    assertSelfContained(folder.resolve("evaluation.html"));
    assertSelfContained(folder.resolve("drift.html"));
    assertRollback(registry, gate, features, prior, split, trained);
  }

  private static Binary online(TrainedPipeline<Binary> served, Application application) {
    return served.model().predictor(Application.class).predict(application);
  }

  /** The best possible AUC is that of the probabilities the defaults were drawn with. */
  private void assertAucIsThatOfTheLoans(Evaluation<Binary> evaluation, Split split) {
    List<Drawn> held = loansOf(split.test().table()).stream().map(this::drawnOf).toList();
    double wins = 0;
    long pairs = 0;
    for (Drawn bad : held) {
      for (Drawn good : held) {
        if (bad.loan().defaulted() && !good.loan().defaulted()) {
          pairs++;
          wins += Math.signum(bad.probability() - good.probability()) / 2 + 0.5;
        }
      }
    }
    double best = wins / pairs;
    Estimate.Measured auc = (Estimate.Measured) evaluation.estimate(rocAuc());
    assertThat(best).isBetween(0.75, 0.9);
    assertThat(auc.value()).isBetween(best - 0.06, best + 0.01);
    assertThat(auc.interval().low()).isGreaterThan(0.7).isLessThan(auc.value());
    assertThat(auc.interval().high()).isGreaterThan(auc.value()).isLessThan(auc.value() + 0.06);
    assertThat(auc.support()).isEqualTo(held.size());
  }

  private void assertOnlineIsBatch(
      TrainedPipeline<Binary> served, TrainedPipeline<Binary> trained, Table holdout) {
    List<Application> live = applications(holdout);
    List<Binary> online = new ArrayList<>();
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(served.model(), Application.class).build()) {
      live.forEach(a -> online.add(predictor.predict(a)));
    }
    assertThat(online).hasSizeGreaterThan(800).isEqualTo(trained.predict(holdout));
  }

  private void assertShiftIsSeen(TrainedPipeline<Binary> served, Table holdout) {
    DriftReport asIs = watch(served, applications(holdout));
    assertThat(asIs.verdict()).isEqualTo(DriftVerdict.STABLE);
    List<Application> richer =
        applications(holdout).stream()
            .map(
                a ->
                    new Application(
                        a.income() == null ? null : a.income() * 1.6,
                        a.amount(),
                        a.region(),
                        a.openedOn(),
                        a.decidedAt()))
            .toList();
    DriftReport shifted = watch(served, richer);
    assertThat(shifted.feature("income").verdict()).isEqualTo(DriftVerdict.DRIFTED);
    assertThat(shifted.feature("region").verdict()).isEqualTo(DriftVerdict.STABLE);
    assertThat(shifted.rows()).isEqualTo(holdout.rowCount());
  }

  private DriftReport watch(TrainedPipeline<Binary> served, List<Application> rows) {
    DriftMonitor monitor =
        DriftMonitor.against(served.profile())
            .inputs(List.of("income", "amount", "region"))
            .clock(clock)
            .build();
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(served.model(), Application.class).observe(monitor).build()) {
      predictor.answerEach(rows);
    }
    return monitor.report();
  }

  private static void assertSelfContained(Path page) throws IOException {
    assertThat(PageChecks.outsideResources(page)).isEmpty();
    assertThat(PageChecks.charts(page)).isGreaterThan(2);
  }

  private void assertRollback(
      ModelRegistry registry,
      Gate gate,
      FeatureSpec features,
      TrainedPipeline<Binary> prior,
      Split split,
      TrainedPipeline<Binary> first) {
    TrainedPipeline<Binary> second =
        Pipeline.of(features, XGBoost.binary(o -> o.trees(60).depth(2)))
            .fit(split.train(), Seed.of(43));
    Evaluation<Binary> judged =
        Evaluator.of(Task.binary())
            .metric(rocAuc(), brier())
            .against("baseline", prior)
            .build()
            .evaluate(second, split.test());
    ModelVersion next =
        registry.register("loan-default", PipelineBundle.pack(second, judged.evidence(), clock));
    next = registry.promote(next, Stage.STAGING, gate);
    registry.promote(next, Stage.PRODUCTION, gate);
    assertThat(identity(registry)).isEqualTo(second.identity());

    ModelVersion back = registry.rollback("loan-default", "Version 2 alarmed");

    assertThat(back.number()).isEqualTo(1);
    assertThat(identity(registry)).isEqualTo(first.identity());
    assertThat(registry.list("loan-default"))
        .extracting(ModelVersion::stage)
        .containsExactly(Stage.PRODUCTION, Stage.ARCHIVED);
  }

  private static String identity(ModelRegistry registry) {
    return PipelineBundle.open(registry.open("loan-default", Stage.PRODUCTION), Task.binary())
        .identity();
  }

  private List<Application> applications(Table table) {
    return loansOf(table).stream().map(id -> Loans.application(drawnOf(id).loan())).toList();
  }

  private static List<String> loansOf(Table table) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < table.rowCount(); i++) {
      ids.add(table.column("customerId").string(i));
    }
    return ids;
  }

  /** Ids count the loans. */
  private Drawn drawnOf(String id) {
    return drawn.get(Integer.parseInt(id.substring(1)));
  }
}
