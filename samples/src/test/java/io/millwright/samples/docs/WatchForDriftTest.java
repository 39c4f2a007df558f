package io.millwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.Seed;
import io.millwright.artifact.ModelBundle;
import io.millwright.evidence.Evidence;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.monitor.DriftFinding;
import io.millwright.monitor.DriftMonitor;
import io.millwright.monitor.DriftPolicy;
import io.millwright.monitor.DriftReport;
import io.millwright.monitor.DriftVerdict;
import io.millwright.monitor.FieldDrift;
import io.millwright.profile.FieldProfile;
import io.millwright.profile.Profile;
import io.millwright.report.render.HtmlReport;
import io.millwright.samples.docs.Loans.Application;
import io.millwright.serving.ManagedPredictor;
import io.millwright.split.HoldoutSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/how-to/watch-for-drift.md}. */
class WatchForDriftTest {

  private static final Loans.Trained TRAINED = Loans.train();
  private static final Clock CLOCK = Loans.CLOCK;

  private final Path folder;

  WatchForDriftTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<Application> live(double incomeFactor) {
    return Loans.draw(1_000, Seed.of(99)).stream()
        .map(d -> Loans.application(d.loan()))
        .map(
            a ->
                new Application(
                    a.income() == null ? null : a.income() * incomeFactor,
                    a.amount(),
                    a.region(),
                    a.openedOn(),
                    a.decidedAt()))
        .toList();
  }

  @Test
  void window_sameLoans_isStable() throws IOException {
    DriftReport report = watched(TRAINED.model(), live(1));
    assertThat(report.verdict()).isEqualTo(DriftVerdict.STABLE);
    assertThat(report.rows()).isEqualTo(1_000);
    assertThat(alarms(report)).isEmpty();
    HtmlReport.write(report.toReport(), folder.resolve("drift.html"));
    assertThat(PageChecks.outsideResources(folder.resolve("drift.html"))).isEmpty();
  }

  @Test
  void window_richerApplicants_namesTheFieldAndTheReason() {
    DriftReport report = watched(TRAINED.model(), live(1.6));
    assertThat(report.verdict()).isEqualTo(DriftVerdict.DRIFTED);
    assertThat(alarms(report)).singleElement().asString().startsWith("income: DISTRIBUTION ");
  }

  private static DriftReport watched(TrainedPipeline<Binary> served, List<Application> live) {
    DriftMonitor monitor =
        DriftMonitor.against(served.profile())
            .inputs(List.of("income", "amount", "region")) // the fields to watch
            .build();
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(served.model(), Application.class).observe(monitor).build()) {
      live.forEach(predictor::predict);
      return monitor.reportAndReset(); // every row is in exactly one window
    }
  }

  private static List<String> alarms(DriftReport report) {
    List<String> alarms = new ArrayList<>();
    for (FieldDrift field : report.with(DriftVerdict.DRIFTED)) {
      for (DriftFinding finding : field.reasons()) {
        alarms.add(field.name() + ": " + finding.reason() + " by " + finding.effect());
      }
    }
    return alarms;
  }

  @Test
  void policy_stricter_alarmsEarlier() {
    DriftPolicy strict =
        DriftPolicy.builder()
            .psi(0.02, 0.05) // warning from, drifted from
            .shareChange(0.01, 0.05) // of missing, unseen, out of range
            .falseDiscoveryRate(0.01)
            .minimumRows(200)
            .build();
    DriftVerdict byDefault = verdict(DriftPolicy.ofDefaults());
    assertThat(byDefault).isLessThan(DriftVerdict.DRIFTED);
    assertThat(verdict(strict)).isEqualTo(DriftVerdict.DRIFTED);
  }

  private static DriftVerdict verdict(DriftPolicy policy) {
    Profile reference = TRAINED.model().profile().retaining(List.of("income"));
    DriftMonitor monitor = DriftMonitor.against(reference).policy(policy).build();
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(TRAINED.model().model(), Application.class).observe(monitor).build()) {
      predictor.answerEach(live(1.2));
    }
    return monitor.report().verdict();
  }

  @Test
  void predictions_withProfile_areWatchedToo() {
    ModelBundle bundle =
        packedWithPredictions(
            TRAINED.model(), TRAINED.split().test(), TRAINED.evaluation().evidence(), CLOCK);
    TrainedPipeline<Binary> served = PipelineBundle.open(bundle, Task.binary());
    DriftReport report = watched(served, live(2.5));
    assertThat(report.predictions().orElseThrow().verdict()).isEqualTo(DriftVerdict.DRIFTED);
    assertThat(watched(served, live(1)).predictions().orElseThrow().verdict())
        .isEqualTo(DriftVerdict.STABLE);
  }

  private static ModelBundle packedWithPredictions(
      TrainedPipeline<Binary> trained, HoldoutSet holdout, Evidence evidence, Clock clock) {
    double[] scores = trained.model().scores(holdout.table());
    TrainedPipeline<Binary> watchable =
        trained.withPredictionProfile(FieldProfile.ofNumbers("prediction", scores));
    return PipelineBundle.pack(watchable, evidence, clock);
  }

  @Test
  void replicas_merged_areJudgedAsOne() {
    Profile reference = TRAINED.model().profile().retaining(List.of("income", "region"));
    DriftMonitor here = DriftMonitor.against(reference).build();
    DriftMonitor there = DriftMonitor.against(reference).build();
    List<Application> live = live(1.6);
    send(here, live.subList(0, 500));
    send(there, live.subList(500, 1_000));
    Instant from = Instant.parse("2026-01-15T00:00:00Z");
    DriftReport report = together(reference, here, there.current().toJson(), from, CLOCK.instant());
    assertThat(report.rows()).isEqualTo(1_000);
    assertThat(report.feature("income").verdict()).isEqualTo(DriftVerdict.DRIFTED);
  }

  private static void send(DriftMonitor monitor, List<Application> live) {
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(TRAINED.model().model(), Application.class).observe(monitor).build()) {
      predictor.answerEach(live);
    }
  }

  private static DriftReport together(
      Profile reference, DriftMonitor here, String elsewhere, Instant from, Instant to) {
    Profile all = here.current().merge(Profile.fromJson(elsewhere));
    DriftReport.Window window = new DriftReport.Window(from, to);
    return DriftReport.compare(reference, all, DriftPolicy.ofDefaults(), window);
  }
}
