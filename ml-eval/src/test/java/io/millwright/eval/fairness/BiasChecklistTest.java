package io.millwright.eval.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.schema.Schema;
import io.millwright.table.CategoricalColumn;
import io.millwright.table.NumericColumn;
import io.millwright.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BiasChecklistTest {

  private static final int ROWS = 3000;

  /** {@code proxy} is 3 higher for b; {@code twin} is the group; income is missing more for b. */
  private static Table table() {
    RandomGenerator random = Seed.of(4).random();
    int[] codes = new int[ROWS];
    int[] twin = new int[ROWS];
    int[] noise = new int[ROWS];
    double[] proxy = new double[ROWS];
    double[] income = new double[ROWS];
    BitSet missing = new BitSet();
    for (int i = 0; i < ROWS; i++) {
      codes[i] = i % 4 == 0 ? 1 : 0;
      twin[i] = 1 - codes[i];
      noise[i] = random.nextInt(3);
      proxy[i] = random.nextGaussian() + 3 * codes[i];
      income[i] = random.nextGaussian();
      missing.set(i, random.nextDouble() < (codes[i] == 1 ? 0.4 : 0.1));
    }
    return Table.of(
        Schema.builder()
            .categorical("g")
            .optional("g")
            .categorical("twin")
            .categorical("noise")
            .numeric("proxy")
            .numeric("income")
            .optional("income")
            .build(),
        List.of(
            CategoricalColumn.of(codes, List.of("a", "b")),
            CategoricalColumn.of(twin, List.of("x", "y")),
            CategoricalColumn.of(noise, List.of("p", "q", "r")),
            NumericColumn.of(proxy),
            NumericColumn.of(income, missing)));
  }

  private static FairnessReport report(FairnessAudit.Builder audit) {
    double[] truth = new double[ROWS];
    double[] scores = new double[ROWS];
    Arrays.setAll(truth, i -> i % 3 == 0 ? 1 : 0);
    Arrays.setAll(scores, i -> i % 2 == 0 ? 0.7 : 0.2);
    return audit
        .bootstrap(TestDecisions.few(Seed.of(1)))
        .build()
        .assess(Decisions.at(0.5, Scored.binary(truth, scores)), table());
  }

  private static BiasAnswer of(FairnessReport report, BiasQuestion question) {
    return report.checklist().stream()
        .filter(a -> a.question() == question)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyQuestion_isAskedAndOpenUntilAPersonAnswers() {
    FairnessReport report =
        report(FairnessAudit.of("g").answer(BiasQuestion.HISTORICAL, "Reviewed by the board."));
    assertThat(report.checklist()).map(BiasAnswer::question).containsExactly(BiasQuestion.values());
    assertThat(report.openQuestions()).hasSize(BiasQuestion.values().length - 1);
    assertThat(of(report, BiasQuestion.HISTORICAL).answer()).contains("Reviewed by the board.");
    assertThat(of(report, BiasQuestion.FEEDBACK).evidence()).isEmpty();
    assertThat(of(report, BiasQuestion.LABEL).evidence())
        .singleElement()
        .asString()
        .startsWith("Base rate from ");
  }

  @Test
  void sampling_isComparedWithTheStatedShares() {
    FairnessReport report =
        report(
            FairnessAudit.of("g")
                .populationShare("g", "a", 0.5)
                .populationShare("g", "b", 0.25)
                .populationShare("g", "z", 0.1));
    assertThat(of(report, BiasQuestion.SAMPLING).evidence())
        .containsExactly(
            "g = a: share 0.75, 0.5 in the population: over-represented",
            "g = b: share 0.25, 0.25 in the population: not told apart",
            "g = z: stated in the population, not in the rows");
    assertThat(of(report(FairnessAudit.of("g")), BiasQuestion.SAMPLING).evidence())
        .allMatch(line -> line.endsWith("no share of the population was stated"));
    assertThat(
            of(report(FairnessAudit.of("g").populationShare("g", "b", 0.5)), BiasQuestion.SAMPLING)
                .evidence())
        .contains("g = b: share 0.25, 0.5 in the population: under-represented");
  }

  @Test
  void proxies_areRankedByAssociation() {
    FairnessReport report = report(FairnessAudit.of("g"));
    assertThat(report.proxies()).map(Association::feature).startsWith("twin", "proxy").hasSize(4);
    assertThat(report.proxies().get(0).strength()).isCloseTo(1, within(0.001));
    // eta² = p (1-p) 9 / (p (1-p) 9 + 1) with p = 1/4
    assertThat(report.proxies().get(1).strength())
        .isCloseTo(Math.sqrt(1.6875 / 2.6875), within(0.02));
    assertThat(report.proxies().get(2).strength()).isLessThan(0.06);
    assertThat(of(report, BiasQuestion.PROXY).evidence().get(0))
        .isEqualTo("twin goes with g at Cramér's V 1");
  }

  @Test
  void missingValues_byGroup_areMeasured() {
    assertThat(of(report(FairnessAudit.of("g")), BiasQuestion.MEASUREMENT).evidence())
        .singleElement()
        .asString()
        .startsWith("Missing income goes with g at Cramér's V 0.3");
    assertThat(of(report(FairnessAudit.of("g")), BiasQuestion.MISSING_PROTECTED).evidence())
        .containsExactly("g is missing in 0 of 3,000");
    assertThat(of(report(FairnessAudit.of("g")), BiasQuestion.SUPPORT).evidence())
        .containsExactly("g: every group has at least 30 positive, negative and selected rows");
    assertThat(of(report(FairnessAudit.of("g").supportFloor(400)), BiasQuestion.SUPPORT).evidence())
        .containsExactly("g = b: 250 positive rows, fewer than 400");
  }

  /** 2 × 2 of 30, 10, 10, 50: chi² = 100 (30·50 - 10·10)² / (40·60·40·60). */
  @Test
  void cramersV_byHand_isBiasCorrected() {
    int[] left = new int[100];
    int[] right = new int[100];
    for (int i = 0; i < 100; i++) {
      left[i] = i < 40 ? 0 : 1;
      right[i] = i < 30 || (i >= 40 && i < 50) ? 0 : 1;
    }
    double phi = 1400.0 * 1400 / (40.0 * 60 * 40 * 60) - 1.0 / 99;
    double size = 2 - 1.0 / 99;
    assertThat(Associations.cramersV(left, right))
        .isCloseTo(Math.sqrt(phi / (size - 1)), within(1e-12));
    Arrays.fill(left, 40, 100, -1);
    assertThat(Associations.cramersV(left, right)).isNaN();
  }

  /** Groups 1, 2 and 4, 5: SST 10, SSW 1. */
  @Test
  void eta_byHand_isBiasCorrected() {
    assertThat(Associations.eta(NumericColumn.of(1, 2, 4, 5), new int[] {0, 0, 1, 1}))
        .isCloseTo(Math.sqrt(1 - 3.0 / 2 * 1 / 10), within(1e-12));
    assertThat(Associations.eta(NumericColumn.of(1, 1, 1, 1), new int[] {0, 0, 1, 1})).isNaN();
    assertThat(Associations.eta(NumericColumn.of(1, 2, 3), new int[] {0, 0, 0})).isNaN();
    assertThat(
            Associations.eta(NumericColumn.of(1, 2, Double.NaN, 4, 5), new int[] {0, 0, 0, 1, 1}))
        .isCloseTo(Math.sqrt(0.85), within(1e-12));
    assertThat(Associations.eta(NumericColumn.of(1, 2, 1, 2), new int[] {0, 0, 1, 1})).isZero();
  }

  @Test
  void errors_ofARegression_areByGroup() {
    Table table = table();
    double[] targets = new double[ROWS];
    double[] values = new double[ROWS];
    RandomGenerator random = Seed.of(6).random();
    for (int i = 0; i < ROWS; i++) {
      targets[i] = 10;
      values[i] = 10 + random.nextGaussian() + (i % 4 == 0 ? 2 : 0);
    }
    FairnessAudit audit = FairnessAudit.of("g").bootstrap(TestDecisions.few(Seed.of(1))).build();
    GroupErrors errors = audit.errors(Scored.regression(targets, values), table).get(0);
    Estimate.Measured b = (Estimate.Measured) errors.groups().get(1).meanError();
    assertThat(b.value()).isCloseTo(2, within(0.12));
    assertThat(b.support()).isEqualTo(750);
    Estimate.Measured apart = (Estimate.Measured) errors.meanErrorDifference();
    assertThat(apart.value()).isCloseTo(2, within(0.15));
    assertThat(apart.interval().low()).isBetween(1.7, 2.0);
    assertThat(apart.interval().high()).isBetween(2.0, 2.3);
    assertThat(((Estimate.Measured) errors.meanAbsoluteErrorDifference()).value())
        .isCloseTo(1.22, within(0.12));
    FairnessAudit strict =
        FairnessAudit.of("g").supportFloor(1000).bootstrap(TestDecisions.few(Seed.of(1))).build();
    GroupErrors few = strict.errors(Scored.regression(targets, values), table).get(0);
    assertThat(few.groups().get(1).meanError())
        .isEqualTo(new Estimate.Undefined("rests on 750 rows, fewer than 1000", 750));
    assertThat(few.meanErrorDifference()).isInstanceOf(Estimate.Undefined.class);
  }
}
