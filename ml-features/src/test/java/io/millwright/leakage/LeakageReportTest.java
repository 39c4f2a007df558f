package io.millwright.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.Lineage;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.Verdict;
import io.millwright.features.FeatureSpec;
import io.millwright.features.FittedFeatures;
import io.millwright.features.Transforms;
import io.millwright.linear.LinearScorer;
import io.millwright.model.Binary;
import io.millwright.model.Link;
import io.millwright.model.TabularModel;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.model.TrainingRecord;
import io.millwright.report.Report;
import io.millwright.report.ReportJson;
import io.millwright.schema.Role;
import io.millwright.schema.Schema;
import io.millwright.schema.SchemaMismatchException;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.split.TrainingSet;
import io.millwright.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakageReportTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T00:00:00Z"), ZoneOffset.UTC);

  static Declarations nothingDeclared() {
    return new Declarations(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        Set.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        Seed.of(0));
  }

  private static Draft leaky() {
    Draft d = Draft.loans(500, 80);
    return d.bool("copy", d::isBad, i -> false);
  }

  private static TrainedPipeline<Binary> trained(TrainingSet train, String... fields) {
    FeatureSpec.Builder spec = FeatureSpec.over(train.table().schema());
    Arrays.stream(fields).forEach(f -> spec.add(Transforms.raw(f)));
    FittedFeatures features = spec.build().fit(train, Seed.of(1));
    double[] weights = new double[features.features().size()];
    LinearScorer scorer = LinearScorer.of(new double[][] {weights}, new double[1], Link.LOGISTIC);
    return TrainedPipeline.fitted(
        TabularModel.of(Task.binary(), features, scorer, List.of("false", "true")),
        train,
        new TrainingRecord("test", new TreeMap<>(), 1, CLOCK.instant()));
  }

  @Test
  void report_everyCheck_hasAFindingWithAReason() {
    LeakageReport report = Audits.of(Draft.loans(500, 81).table());
    assertThat(report.findings()).extracting(Finding::check).containsExactly(AuditCheck.values());
    assertThat(report.findings()).allSatisfy(f -> assertThat(f.summary()).isNotBlank());
    assertThat(AuditCheck.values()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(Arrays.stream(AuditCheck.values()).map(AuditCheck::id)).doesNotHaveDuplicates();
    assertThat(report.trainRows() + report.testRows()).isEqualTo(500);
    assertThat(report.orThrow()).isSameAs(report);
  }

  @Test
  void orThrow_aLeak_saysWhich() {
    LeakageReport report = Audits.of(leaky().table());
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(LeakageException.class)
        .hasMessageContaining("verdict was FAIL")
        .hasMessageContaining("target-in-features")
        .hasMessageContaining("'copy'")
        .satisfies(e -> assertThat(((LeakageException) e).report()).isSameAs(report));
  }

  @Test
  void decision_aLeak_failsWithReasons() {
    GateDecision decision = Audits.of(leaky().table()).decision();
    assertThat(decision.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(decision.reasons()).anyMatch(r -> r.startsWith("LEAK target-in-features: 'copy'"));
  }

  @Test
  void accept_ofAWholeCheck_passesAndSaysSoWithTheReason() {
    LeakageReport accepted =
        LeakageAudit.of(Audits.random(leaky().table()))
            .accept(AuditCheck.TARGET_IN_FEATURES, "planted for a demonstration")
            .accept(AuditCheck.TARGET_PROXY, "planted for a demonstration")
            .run();
    assertThat(accepted.verdict()).as(accepted.describe()).isEqualTo(Verdict.PASS);
    assertThat(accepted.decision().reasons())
        .anyMatch(r -> r.startsWith("ACCEPTED target-in-features: 'copy'"))
        .noneMatch(r -> r.startsWith("LEAK"))
        .anyMatch(r -> r.contains("planted for a demonstration"));
  }

  @Test
  void accept_ofASubject_passesAndStaysVisible() {
    Split split = Audits.random(leaky().table());
    LeakageReport accepted =
        LeakageAudit.of(split)
            .accept(AuditCheck.TARGET_IN_FEATURES, "copy", "planted for a demonstration")
            .accept(AuditCheck.TARGET_PROXY, "copy", "planted for a demonstration")
            .run();
    assertThat(accepted.verdict()).as(accepted.describe()).isEqualTo(Verdict.PASS);
    assertThat(accepted.finding(AuditCheck.TARGET_IN_FEATURES).status())
        .isEqualTo(FindingStatus.ACCEPTED);
    assertThat(accepted.decision().reasons())
        .anyMatch(r -> r.contains("planted for a demonstration"));
    LeakageReport other =
        LeakageAudit.of(split).accept(AuditCheck.TARGET_IN_FEATURES, "income", "no").run();
    assertThat(other.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void suspectsBlock_aSuspect_fails() {
    Draft d = Draft.loans(500, 82).integer("rowId", i -> i);
    Split split = Audits.random(d.table());
    assertThat(LeakageAudit.of(split).run().verdict()).isEqualTo(Verdict.PASS);
    assertThat(LeakageAudit.of(split).suspectsBlock().run().verdict()).isEqualTo(Verdict.FAIL);
    LeakageReport accepted =
        LeakageAudit.of(split)
            .suspectsBlock()
            .accept(AuditCheck.ID_LIKE_FEATURE, "a ticket number is all we have")
            .run();
    assertThat(accepted.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void pipeline_readsOnlyItsFields_theOthersAreNotAudited() {
    Split split = Audits.random(leaky().table());
    LeakageReport report =
        LeakageAudit.of(split).pipeline(trained(split.train(), "income", "debt")).run();
    assertThat(report.verdict()).as(report.describe()).isEqualTo(Verdict.PASS);
    assertThat(report.finding(AuditCheck.FITTED_ON_HOLDOUT).status())
        .isEqualTo(FindingStatus.CLEAN);
  }

  @Test
  void pipeline_trainedOnTestRows_isNamed() {
    Table table = Draft.loans(500, 83).table();
    Split split = Audits.random(table);
    TrainedPipeline<Binary> onAll = trained(TrainingSet.ofAll(table), "income", "debt");
    Finding finding =
        Audits.only(
            LeakageAudit.of(split).pipeline(onAll).run(),
            AuditCheck.FITTED_ON_HOLDOUT,
            FindingStatus.LEAK);
    assertThat(finding.alarms().get(0).subject()).isEqualTo("pipeline");
    assertThat(finding.alarms().get(0).rows()).isEqualTo(split.test().rows());
  }

  @Test
  void gate_ofAnotherCandidate_isInvalid() {
    Split split = Audits.random(Draft.loans(500, 84).table());
    TrainedPipeline<Binary> pipeline = trained(split.train(), "income", "debt");
    LeakageReport report = LeakageAudit.of(split).pipeline(pipeline).run();
    assertThat(report.model()).contains(pipeline.identity());
    ModelBundle candidate = bundle(pipeline.identity());
    assertThat(report.gate().decide(candidate, Optional.empty()).verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.gate().decide(bundle("other"), Optional.empty()).verdict())
        .isEqualTo(Verdict.INVALID);
    assertThatThrownBy(() -> LeakageAudit.of(split).run().gate())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pipeline(trained)");
  }

  private static ModelBundle bundle(String identity) {
    Lineage lineage =
        Lineage.builder("0".repeat(64), Seed.of(1), CLOCK).property("identity", identity).build();
    return ModelBundle.builder(lineage).part("model.json", new byte[] {'{', '}'}).build();
  }

  @Test
  void toReport_ofAnAudit_isWrittenAndRead() {
    Report report = Audits.of(leaky().table()).toReport();
    assertThat(report.sections().get(0).heading()).isEqualTo("Verdict");
    assertThat(report.sections()).anyMatch(s -> s.heading().equals("target-in-features"));
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void run_wrongDeclarations_areReportedTogether() {
    Split split = Audits.random(Draft.loans(500, 85).table());
    LeakageAudit audit =
        LeakageAudit.of(split)
            .entity("nobody")
            .labelKnownAt("income")
            .horizon(Duration.ofDays(-1))
            .window("region", "debt")
            .joined("debt", "nowhere");
    assertThatThrownBy(audit::run)
        .isInstanceOf(SchemaMismatchException.class)
        .satisfies(e -> assertThat(((SchemaMismatchException) e).mismatches()).hasSize(5))
        .hasMessageContaining("'nobody'")
        .hasMessageContaining("must be a DATE or TIMESTAMP; was NUMERIC")
        .hasMessageContaining("must be a number; was CATEGORICAL");
  }

  @Test
  void of_halvesOfTwoTables_isRefused() {
    Split one = Audits.random(Draft.loans(300, 86).table());
    Split two = Audits.random(Draft.loans(300, 87).table());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeakageAudit.of(new Split(one.train(), two.test(), "mixed", 0)))
        .withMessageContaining("of one table");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 30, 120})
  void run_strangeColumns_giveFindingsAndNoError(int rows) {
    Draft d = new Draft(rows, 88);
    d.numeric("never", i -> 0, i -> true);
    d.numeric("nan", i -> Double.NaN).numeric("huge", i -> i % 2 == 0 ? Double.MAX_VALUE : -1e300);
    d.numeric("infinite", i -> i % 3 == 0 ? Double.POSITIVE_INFINITY : i);
    d.numeric("zeros", i -> i % 2 == 0 ? 0.0 : -0.0).integer("longs", i -> Long.MAX_VALUE - i);
    d.category("empty", i -> "", i -> i % 2 == 0).text("blank", i -> " ");
    d.time("edge", Role.FEATURE, i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    d.eventTime(i -> Long.MAX_VALUE - i);
    d.realLabel("y", i -> 1);
    Split split = Splitter.random(0.5).split(d.table(), Seed.of(2));
    LeakageReport report =
        LeakageAudit.of(split)
            .horizon(Duration.ofDays(Long.MAX_VALUE / 86_400))
            .window("nan", "huge")
            .entity("empty")
            .run();
    assertThat(report.findings()).hasSize(AuditCheck.values().length);
    assertThat(report.toReport().sections()).isNotEmpty();
    assertThat(report.decision().verdict()).isEqualTo(report.verdict());
  }

  @Test
  void run_labelsMissing_areLeftOut() {
    Draft d = Draft.loans(500, 89);
    d.bool("half", d::isBad, i -> i % 2 == 0);
    Table table = d.table();
    Schema relabelled =
        Schema.builder()
            .add(table.schema().field("income"))
            .add(table.schema().field("debt"))
            .binaryLabel("half")
            .optional("half")
            .build();
    Table sparse =
        Table.of(
            relabelled,
            List.of(table.column("income"), table.column("debt"), table.column("half")));
    LeakageReport report = Audits.of(sparse);
    assertThat(report.alarms()).as(report.describe()).isEmpty();
    assertThat(report.finding(AuditCheck.TARGET_PROXY).status()).isEqualTo(FindingStatus.CLEAN);
  }

  @Test
  void run_atAnyNumberOfThreads_isTheSame() throws Exception {
    Draft d = leaky();
    d.numeric("gap", i -> d.random.nextDouble(), i -> !d.isBad(i));
    Table table = Draft.again(d.table(), new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 4);
    Split split = Splitter.random(0.3).split(table, Seed.of(3));
    Report one = inPool(1, split);
    assertThat(inPool(4, split)).isEqualTo(one);
    assertThat(LeakageAudit.of(split).entity("customer").run().toReport()).isEqualTo(one);
  }

  private static Report inPool(int threads, Split split) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> LeakageAudit.of(split).entity("customer").run().toReport()).get();
    } finally {
      pool.shutdown();
    }
  }
}
