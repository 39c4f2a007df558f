package io.millwright.eval.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.eval.metric.Scored;
import io.millwright.evidence.Estimate;
import io.millwright.table.Column;
import io.millwright.table.Csv;
import io.millwright.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The census rows of 1994 (16,281 of the published test half): a fixed rule of education, marriage
 * and capital gain, which does not read sex or race, selects men far more often.
 */
@Tag("real-data")
class AdultFairnessTest {

  private static Table testHalf() {
    Path file =
        Path.of(System.getProperty("millwright.data", "../../shared/data"))
            .resolve("adult/adult.csv.gz");
    assumeTrue(
        Files.exists(file),
        "Skipped: " + file + " is not there. Give the folder with -Dmillwright.data=DIR.");
    var found = Csv.infer(file);
    Table all = Csv.read(file, found.schema(), found.options());
    Column half = all.column("split");
    return all.filter(i -> half.string(i).equals("test"));
  }

  private static Scored<io.millwright.model.Binary> rule(Table adult) {
    Column education = adult.column("education-num");
    Column marriage = adult.column("marital-status");
    Column gain = adult.column("capital-gain");
    Column income = adult.column("income");
    double[] truth = new double[adult.rowCount()];
    double[] scores = new double[truth.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = income.string(i).startsWith(">50K") ? 1 : 0;
      double logit =
          -6.2
              + 0.35 * education.number(i)
              + (marriage.string(i).startsWith("Married-civ") ? 2.2 : 0)
              + (gain.number(i) > 5000 ? 4 : 0);
      scores[i] = 1 / (1 + StrictMath.exp(-logit));
    }
    return Scored.binary(truth, scores);
  }

  private static double value(Estimate estimate) {
    return ((Estimate.Measured) estimate).value();
  }

  @Test
  void rule_withoutSexAndRace_isUnfairToWomen() {
    Table adult = testHalf();
    FairnessReport report =
        FairnessAudit.of("sex", "race")
            .margin(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1)
            .margin(FairnessMeasure.DISPARATE_IMPACT, FairnessMeasure.FOUR_FIFTHS)
            .reference("sex", "Male")
            .bootstrap(Bootstrap.of(Seed.of(1)).withReplicates(500))
            .build()
            .assess(Decisions.at(0.5, rule(adult)), adult);
    FairnessReport.Part sex = report.part("sex");
    assertThat(sex.groups())
        .map(g -> g.group().name())
        .containsExactly("sex = Female", "sex = Male");
    assertThat(sex.groups()).map(GroupFigures::rows).containsExactly(5_421L, 10_860L);
    // Published base rates of the test half: 0.1088 and 0.3000.
    assertThat(value(sex.groups().get(0).rate(GroupRate.BASE_RATE))).isBetween(0.105, 0.113);
    assertThat(value(sex.groups().get(1).rate(GroupRate.BASE_RATE))).isBetween(0.295, 0.305);
    assertThat(sex.finding(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE).verdict())
        .isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(sex.finding(FairnessMeasure.DISPARATE_IMPACT).verdict())
        .isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(sex.impacts()).singleElement().matches(i -> !i.passesFourFifths());
    assertThat(report.part("race").groups()).hasSize(5);
    assertThat(report.part("sex", "race").groups()).hasSize(10);
    // Small groups of women have too few positives for a true positive rate.
    assertThat(report.part("sex", "race").groups())
        .filteredOn(g -> g.rate(GroupRate.TPR) instanceof Estimate.Undefined)
        .isNotEmpty();
    assertThat(report.proxies())
        .filteredOn(a -> a.protectedField().equals("sex"))
        .first()
        .matches(a -> a.feature().equals("relationship") && a.strength() > 0.5);
    assertThat(report.toReport().charts()).hasSize(4);
  }
}
