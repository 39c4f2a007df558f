package io.millwright.eval.fairness;

import static io.millwright.eval.fairness.FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE;
import static io.millwright.eval.fairness.FairnessMeasure.DEMOGRAPHIC_PARITY_RATIO;
import static io.millwright.eval.fairness.FairnessMeasure.DISPARATE_IMPACT;
import static io.millwright.eval.fairness.FairnessMeasure.EQUALIZED_ODDS_AVERAGE;
import static io.millwright.eval.fairness.FairnessMeasure.EQUALIZED_ODDS_DIFFERENCE;
import static io.millwright.eval.fairness.FairnessMeasure.EQUAL_OPPORTUNITY_DIFFERENCE;
import static io.millwright.eval.fairness.FairnessMeasure.FOUR_FIFTHS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.BinaryCounts;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairnessAuditTest {

  private static FairnessAudit.Builder audit() {
    return FairnessAudit.of("g").bootstrap(TestDecisions.few(Seed.of(5)));
  }

  /** Rows of each group with the rates of selection, equal base rates, in the stated number. */
  private static FairnessReport assess(FairnessAudit audit, int rows, double... rates) {
    int[] codes = TestDecisions.equalShares(rows * rates.length, rates.length);
    return audit.assess(
        TestDecisions.selected(codes, rates, Seed.of(9)), TestDecisions.table(codes));
  }

  private static Estimate.Measured measured(FairnessFinding finding) {
    assertThat(finding.estimate()).as(finding.toString()).isInstanceOf(Estimate.Measured.class);
    return (Estimate.Measured) finding.estimate();
  }

  @Test
  void verdict_isOfTheWholeInterval() {
    FairnessAudit audit = audit().margin(DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1).build();
    FairnessFinding fair =
        assess(audit, 2000, 0.3, 0.3).part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(fair.verdict()).isEqualTo(FairnessVerdict.FAIR_WITHIN);
    assertThat(measured(fair).interval().low()).isZero();
    FairnessFinding unfair =
        assess(audit, 2000, 0.5, 0.3).part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(unfair.verdict()).isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(unfair.chance().orElseThrow().pValue()).isLessThan(0.01);
    FairnessFinding undecided =
        assess(audit, 60, 0.3, 0.3).part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(undecided.verdict()).isEqualTo(FairnessVerdict.UNDECIDED);
    assertThat(undecided.judgement().reason()).contains("the margin is 0.1", "judge more rows");
    assertThat(undecided.chance().orElseThrow().pValue()).isGreaterThan(0.05);
  }

  @Test
  void ratio_verdict_isOfTheWholeInterval() {
    FairnessAudit audit = audit().margin(DISPARATE_IMPACT, FOUR_FIFTHS).build();
    assertThat(assess(audit, 3000, 0.5, 0.5).part("g").finding(DISPARATE_IMPACT).verdict())
        .isEqualTo(FairnessVerdict.FAIR_WITHIN);
    assertThat(assess(audit, 3000, 0.5, 0.3).part("g").finding(DISPARATE_IMPACT).verdict())
        .isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(assess(audit, 60, 0.5, 0.42).part("g").finding(DISPARATE_IMPACT).verdict())
        .isEqualTo(FairnessVerdict.UNDECIDED);
  }

  @Test
  void measures_withoutMargin_areNotJudged() {
    FairnessReport report = assess(audit().build(), 1000, 0.5, 0.1);
    assertThat(report.findings())
        .hasSize(FairnessMeasure.values().length)
        .allMatch(f -> f.verdict() == FairnessVerdict.NOT_JUDGED)
        .allMatch(f -> f.judgement().margin().isEmpty());
    assertThat(report.warnings()).singleElement().asString().contains("No margin was stated");
  }

  /** A group of 100 rows with 3 positives, all missed or found: no evidence of anything. */
  @Test
  void group_withFewPositives_isInsufficientAndNeverFair() {
    int[] codes = TestDecisions.equalShares(2000, 2);
    double[] truth = new double[2000];
    double[] decided = new double[2000];
    for (int i = 0; i < 2000; i++) {
      truth[i] = codes[i] == 0 ? i / 2 % 2 : i < 6 ? 1 : 0;
      decided[i] = truth[i];
    }
    FairnessReport report =
        audit()
            .margin(EQUAL_OPPORTUNITY_DIFFERENCE, 0.2)
            .build()
            .assess(TestDecisions.of(truth, decided), TestDecisions.table(codes));
    FairnessFinding finding = report.part("g").finding(EQUAL_OPPORTUNITY_DIFFERENCE);
    assertThat(finding.verdict()).isEqualTo(FairnessVerdict.INSUFFICIENT);
    assertThat(finding.estimate())
        .isEqualTo(
            new Estimate.Undefined("fewer than 2 groups rest on 30 positive rows or more", 500));
    GroupFigures b = report.part("g").groups().get(1);
    assertThat(b.rate(GroupRate.TPR))
        .isEqualTo(new Estimate.Undefined("rests on 3 positive rows, fewer than 30", 3));
    assertThat(b.rate(GroupRate.FPR)).isInstanceOf(Estimate.Measured.class);
    assertThat(finding.chance()).isEmpty();
  }

  /** Two large equal groups and one of 10 rows. */
  private static FairnessReport withASmallGroup(FairnessAudit audit, double other) {
    int[] codes = TestDecisions.equalShares(6010, 2);
    Arrays.fill(codes, 6000, 6010, 2);
    return audit.assess(
        TestDecisions.selected(codes, new double[] {0.3, other, 0.3}, Seed.of(9)),
        TestDecisions.table(codes));
  }

  @Test
  void smallGroup_leavesTheIntervalOpen_butUnfairIsStillSeen() {
    FairnessAudit audit = audit().margin(DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1).build();
    FairnessFinding open =
        withASmallGroup(audit, 0.3).part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(open.verdict()).isEqualTo(FairnessVerdict.INSUFFICIENT);
    assertThat(measured(open).interval().high()).isEqualTo(1);
    assertThat(open.judgement().reason()).contains("floor of 30: g = c (10 rows)");
    assertThat(withASmallGroup(audit, 0.3).part("g").finding(DISPARATE_IMPACT).estimate())
        .matches(e -> ((Estimate.Measured) e).interval().low() == 0);
    FairnessFinding unfair =
        withASmallGroup(audit, 0.6).part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(unfair.verdict()).isEqualTo(FairnessVerdict.UNFAIR);
  }

  @Test
  void smallGroup_leftOutForAReason_isNamedAsSuch() {
    FairnessAudit audit =
        audit()
            .margin(DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1)
            .leaveOutSmallGroups("fewer than 0.2 % of applicants")
            .build();
    FairnessReport report = withASmallGroup(audit, 0.3);
    FairnessFinding finding = report.part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(finding.verdict()).isEqualTo(FairnessVerdict.FAIR_WITHIN);
    assertThat(measured(finding).interval().method()).endsWith("without small groups");
    assertThat(report.warnings()).anyMatch(w -> w.contains("fewer than 0.2 % of applicants"));
  }

  @Test
  void oneGroup_isUndefinedAndNotFair() {
    FairnessFinding finding =
        assess(audit().margin(DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1).build(), 100, 0.3)
            .part("g")
            .finding(DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(finding.verdict()).isEqualTo(FairnessVerdict.INSUFFICIENT);
    assertThat(finding.judgement().reason()).isEqualTo("there is one group only");
  }

  @Test
  void values_areThePlainNumbersOfTheCounts() {
    int[] codes = TestDecisions.equalShares(900, 3);
    Decisions decisions = TestDecisions.selected(codes, new double[] {0.2, 0.5, 0.35}, Seed.of(3));
    FairnessReport report = audit().build().assess(decisions, TestDecisions.table(codes));
    List<BinaryCounts> counts = new ArrayList<>();
    for (int g = 0; g < 3; g++) {
      int wanted = g;
      counts.add(
          decisions.counts(IntStream.range(0, 900).filter(i -> codes[i] == wanted).toArray()));
    }
    for (FairnessFinding f : report.findings()) {
      if (!f.measure().rates().isEmpty()) {
        Estimate.Measured m = measured(f);
        assertThat(m.value())
            .as(f.key())
            .isCloseTo(f.measure().pointOf(counts).orElse(Double.NaN), within(1e-12));
        assertThat(m.interval().low()).isLessThanOrEqualTo(m.value());
        assertThat(m.interval().high()).isGreaterThanOrEqualTo(m.value());
      }
    }
    assertThat(measured(report.part("g").finding(EQUALIZED_ODDS_AVERAGE)).value())
        .isLessThanOrEqualTo(measured(report.part("g").finding(EQUALIZED_ODDS_DIFFERENCE)).value());
    assertThat(report.part("g").groups().get(1).rate(GroupRate.SELECTION_RATE))
        .matches(
            e ->
                ((Estimate.Measured) e).value()
                    == GroupRate.SELECTION_RATE.of(counts.get(1)).orElse(-1));
  }

  @Test
  void disparateImpact_isOverTheReferenceOrTheMostFavoured() {
    FairnessReport favoured = assess(audit().build(), 1000, 0.4, 0.5, 0.3);
    assertThat(favoured.part("g").impacts())
        .allMatch(i -> i.reference().name().equals("g = b"))
        .map(i -> i.group().name())
        .containsExactly("g = a", "g = c");
    assertThat(measured(favoured.part("g").finding(DISPARATE_IMPACT)).value())
        .isEqualTo(measured(favoured.part("g").finding(DEMOGRAPHIC_PARITY_RATIO)).value());
    assertThat(favoured.part("g").impacts().get(1).passesFourFifths()).isFalse();
    FairnessReport named = assess(audit().reference("g", "c").build(), 1000, 0.4, 0.5, 0.3);
    Estimate.Measured impact = measured(named.part("g").finding(DISPARATE_IMPACT));
    assertThat(impact.value()).isGreaterThan(1.2);
    assertThat(impact.interval().high()).isGreaterThan(impact.value());
    assertThat(named.part("g").impacts()).allMatch(ImpactRatio::passesFourFifths);
    FairnessReport absent = assess(audit().reference("g", "z").build(), 1000, 0.4, 0.5);
    assertThat(absent.part("g").finding(DISPARATE_IMPACT).estimate())
        .isEqualTo(new Estimate.Undefined("no row is of the reference group 'z'", 1000));
    assertThat(absent.part("g").impacts()).isEmpty();
  }

  @Test
  void ratio_ifNobodyIsSelected_isUndefined() {
    FairnessReport report = assess(audit().build(), 100, 0, 0);
    assertThat(report.part("g").finding(DEMOGRAPHIC_PARITY_RATIO).estimate())
        .isInstanceOf(Estimate.Undefined.class);
    Estimate.Measured difference =
        measured(report.part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE));
    assertThat(difference.value()).isZero();
    assertThat(difference.interval().high()).isBetween(0.02, 0.06);
  }

  @Test
  void weights_countRows() {
    int[] codes = TestDecisions.equalShares(400, 2);
    double[] truth = new double[400];
    double[] decided = new double[400];
    double[] weights = new double[400];
    Arrays.setAll(truth, i -> i / 2 % 2);
    Arrays.setAll(decided, i -> i % 3 == 0 ? 1 : 0);
    Arrays.setAll(weights, i -> i < 200 ? 2 : i < 300 ? 1 : 0);
    Scored<Binary> rows = Scored.binary(truth, decided).withWeights(weights);
    FairnessReport report =
        audit().build().assess(Decisions.at(0.5, rows), TestDecisions.table(codes));
    double selected = 0;
    double all = 0;
    for (int i = 0; i < 400; i += 2) {
      selected += weights[i] * decided[i];
      all += weights[i];
    }
    GroupFigures a = report.part("g").groups().get(0);
    assertThat(a.rows()).isEqualTo(200);
    assertThat(a.weight()).isEqualTo(all);
    Estimate.Measured rate = (Estimate.Measured) a.rate(GroupRate.SELECTION_RATE);
    assertThat(rate.value()).isCloseTo(selected / all, within(1e-12));
    // Kish: (100·2 + 50)² / (100·4 + 50) = 138.9
    assertThat(rate.support()).isEqualTo(138);
  }

  @Test
  void rowsOfOneGroupField_areOneUnit() {
    int n = 1200;
    int[] codes = TestDecisions.equalShares(n, 2);
    int[] owner = new int[n];
    Arrays.setAll(owner, i -> (i / 24) * 2 + i % 2);
    List<String> owners = IntStream.range(0, n / 12).mapToObj(i -> "o" + i).toList();
    double[] truth = new double[n];
    double[] decided = new double[n];
    Arrays.setAll(truth, i -> i / 2 % 2);
    // All rows of one owner are decided alike.
    Arrays.setAll(decided, i -> Seed.of(1).derive(owner[i]).random().nextDouble() < 0.4 ? 1 : 0);
    Table table =
        Table.of(
            Schema.builder().categorical("g").group("owner").build(),
            List.of(
                CategoricalColumn.of(codes, List.of("a", "b")),
                CategoricalColumn.of(owner, owners)));
    Decisions decisions = TestDecisions.of(truth, decided);
    FairnessReport clustered = audit().build().assess(decisions, table);
    FairnessReport single = audit().build().assess(decisions, TestDecisions.table(codes));
    Estimate.Measured wide = measured(clustered.part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE));
    Estimate.Measured narrow = measured(single.part("g").finding(DEMOGRAPHIC_PARITY_DIFFERENCE));
    assertThat(wide.value()).isEqualTo(narrow.value());
    assertThat(wide.interval().high() - wide.value())
        .isGreaterThan(2.5 * (narrow.interval().high() - narrow.value()));
    assertThat(wide.support()).isEqualTo(50);
    Estimate.Measured rate =
        (Estimate.Measured) clustered.part("g").groups().get(0).rate(GroupRate.SELECTION_RATE);
    assertThat(rate.interval().method()).contains("bootstrap");
    assertThat(rate.support()).isEqualTo(50);
  }

  @Test
  void calibration_gap_isOfTheGroupWhoseRiskIsUnderstated() {
    int n = 4000;
    int[] codes = TestDecisions.equalShares(n, 2);
    double[] truth = new double[n];
    double[] scores = new double[n];
    var random = Seed.of(2).random();
    for (int i = 0; i < n; i++) {
      scores[i] = 0.2 + 0.4 * random.nextDouble();
      truth[i] = random.nextDouble() < scores[i] + (codes[i] == 1 ? 0.15 : 0) ? 1 : 0;
    }
    FairnessReport report =
        audit()
            .margin(FairnessMeasure.CALIBRATION_GAP_DIFFERENCE, 0.05)
            .build()
            .assess(Decisions.at(0.5, Scored.binary(truth, scores)), TestDecisions.table(codes));
    FairnessFinding finding = report.part("g").finding(FairnessMeasure.CALIBRATION_GAP_DIFFERENCE);
    assertThat(finding.verdict()).isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(measured(finding).value()).isCloseTo(0.15, within(0.04));
    GroupFigures.Calibration right = report.part("g").groups().get(0).calibration();
    GroupFigures.Calibration wrong = report.part("g").groups().get(1).calibration();
    assertThat(((Estimate.Measured) wrong.gap()).value()).isCloseTo(0.15, within(0.03));
    assertThat(((Estimate.Measured) right.meanScore()).value()).isCloseTo(0.4, within(0.01));
    double chance = right.expectedErrorByChance().orElse(9);
    assertThat(right.expectedError().orElse(9)).isBetween(chance / 3, chance * 3);
    assertThat(wrong.expectedError().orElse(0)).isGreaterThan(5 * chance);
  }

  @Test
  void sameSeed_givesTheSameBitsAtAnyNumberOfThreads() {
    FairnessReport one = assess(audit().build(), 200, 0.5, 0.4);
    FairnessReport many =
        assess(
            FairnessAudit.of("g").bootstrap(TestDecisions.few(Seed.of(5)).withThreads(4)).build(),
            200,
            0.5,
            0.4);
    assertThat(many).isEqualTo(one);
  }

  @Test
  void builder_faults_areReportedTogether() {
    assertThatThrownBy(
            () ->
                FairnessAudit.of("g", "g")
                    .threshold(2)
                    .supportFloor(1)
                    .intersections(0)
                    .margin(DEMOGRAPHIC_PARITY_DIFFERENCE, 1)
                    .margin(DISPARATE_IMPACT, 0)
                    .margin(DISPARATE_IMPACT, 1.01)
                    .reference("h", "x")
                    .leaveOutSmallGroups(" ")
                    .answer(BiasQuestion.USE, " ")
                    .populationShare("g", "a", 1.5)
                    .bootstrap(Bootstrap.of(Seed.of(1)))
                    .bootstrap(Bootstrap.of(Seed.of(1)))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Fairness audit cannot be built (13)")
        .hasMessageContaining("Protected fields must be named once")
        .hasMessageContaining("Margin of disparate_impact must be above 0 and at most 1; was 0.0.")
        .hasMessageContaining("must be stated once; was twice")
        .hasMessageContaining("Reference must be of a protected field; was of 'h'.");
    assertThatThrownBy(() -> FairnessAudit.of().build())
        .hasMessageContaining("must be 1 to 6; were 0");
  }

  @Test
  void table_ofOtherRows_isRefused() {
    assertThatThrownBy(
            () ->
                audit()
                    .build()
                    .assess(
                        TestDecisions.of(new double[] {0, 1}, new double[] {0, 1}),
                        TestDecisions.table(new int[] {0})))
        .hasMessage("Rows of the table must be as many as decisions, 2; was 1.");
  }
}
