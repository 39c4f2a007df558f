package io.millwright.eval.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.Seed;
import io.millwright.eval.interval.Bootstrap;
import io.millwright.evidence.Estimate;
import io.millwright.model.Binary;
import io.millwright.model.TabularModel;
import io.millwright.report.ReportJson;
import io.millwright.split.RowsAt;
import io.millwright.split.Split;
import io.millwright.table.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.junit.jupiter.api.Test;

class AdversarialSearchTest {

  private static final Split SPLIT = RowsAt.split(TestModels.rows(450, Seed.of(1)), 50);
  private static final Table ROWS = SPLIT.test().table();
  private static final TabularModel<Binary> LAW = TestModels.law(SPLIT).model();

  private static double logit(int row) {
    return 2 * ROWS.column("strong").number(row)
        + ROWS.column("weak").number(row)
        + (ROWS.column("kind").string(row).equals("b") ? 1 : -1);
  }

  /** Together, two bounds move the logit by at most 2·0.5 + 0.8 = 1.8. */
  @Test
  void flips_ofALinearModel_areExactlyTheReachableRowsAtTheLeastDistance() {
    AdversarialReport found =
        AdversarialSearch.at(0.5).bound("strong", 0.5).bound("weak", 0.8).build().attack(LAW, ROWS);
    List<Integer> reachable =
        IntStream.range(0, ROWS.rowCount())
            .filter(i -> logit(i) < 0 ? logit(i) + 1.8 >= 0 : logit(i) - 1.8 < 0)
            .boxed()
            .toList();
    assertThat(found.flips()).map(AdversarialReport.Flip::row).isEqualTo(reachable);
    for (AdversarialReport.Flip flip : found.flips()) {
      assertThat(flip.distance())
          .as("row " + flip.row())
          .isCloseTo(Math.abs(logit(flip.row())) / 1.8, within(0.002))
          .isGreaterThanOrEqualTo(Math.abs(logit(flip.row())) / 1.8);
    }
    assertThat(found.rows()).isEqualTo(400);
    assertThat(found.flippedWithin(1)).isEqualTo(reachable.size() / 400.0);
    assertThat(found.flippedWithin(0.5)).isBetween(0.1, found.flippedWithin(1));
    Estimate.Measured share = (Estimate.Measured) found.flippedShare();
    var wilson = new WilsonScoreInterval().createInterval(400, reachable.size(), 0.95);
    assertThat(share.interval().low()).isCloseTo(wilson.getLowerBound(), within(1e-12));
    assertThat(share.value()).isEqualTo(found.flippedWithin(1));
  }

  @Test
  void fewestFields_areThoseThatAreNeeded() {
    AdversarialReport found =
        AdversarialSearch.at(0.5).bound("strong", 0.5).bound("weak", 0.1).build().attack(LAW, ROWS);
    assertThat(found.flips())
        .filteredOn(f -> Math.abs(logit(f.row())) < 0.99)
        .isNotEmpty()
        .allMatch(f -> f.fields().size() == 1);
    assertThat(found.fieldUse().get("strong"))
        .isGreaterThan(found.fieldUse().getOrDefault("weak", 0));
  }

  @Test
  void categories_mayBecomeOthers() {
    AdversarialReport found =
        AdversarialSearch.at(0.5).mayBecome("kind", "a", "b").build().attack(LAW, ROWS);
    long reachable =
        IntStream.range(0, ROWS.rowCount())
            .filter(
                i -> {
                  boolean b = ROWS.column("kind").string(i).equals("b");
                  double moved = logit(i) + (b ? -2 : 2);
                  return (logit(i) >= 0) != (moved >= 0);
                })
            .count();
    assertThat(found.flips()).hasSize((int) reachable).allMatch(f -> f.distance() == 1);
    assertThat(found.fieldUse()).containsOnlyKeys("kind");
  }

  @Test
  void range_andWholeNumbers_boundTheMove() {
    AdversarialReport stuck =
        AdversarialSearch.at(0.5)
            .bound("strong", 5, -1e-9, 1e-9)
            .build()
            .attack(LAW, ROWS.take(IntStream.range(0, 50).toArray()));
    AdversarialReport free =
        AdversarialSearch.at(0.5)
            .bound("strong", 5)
            .bound("count", 3, 0, 20)
            .build()
            .attack(LAW, ROWS.take(IntStream.range(0, 50).toArray()));
    assertThat(free.flips()).hasSize(50);
    assertThat(free.fieldUse()).doesNotContainKey("count");
    assertThat(stuck.flips().size()).isLessThan(50);
  }

  @Test
  void budget_isKept() {
    AdversarialReport little =
        AdversarialSearch.at(0.5)
            .bound("strong", 0.5)
            .bound("weak", 0.5)
            .budget(3)
            .mostRows(100)
            .seed(Seed.of(4))
            .build()
            .attack(LAW, ROWS);
    assertThat(little.rows()).isEqualTo(100);
    assertThat(little.evaluations()).isEqualTo(300);
    assertThat(little.flips()).map(AdversarialReport.Flip::row).isSorted();
  }

  @Test
  void rowsTheModelRefuses_areNoFlips() {
    TabularModel<Binary> refusing = TestModels.law(SPLIT.train(), -3.5).model();
    AdversarialReport found =
        AdversarialSearch.at(0.5).bound("strong", 20).build().attack(refusing, ROWS);
    assertThat(found.flips()).allMatch(f -> f.distance() <= 0.3);
  }

  @Test
  void rowsOfAGroup_areResampledTogether() {
    Table grouped = ROWS.as(ROWS.schema().edit().group("kind").build());
    TabularModel<Binary> model =
        TestModels.law(RowsAt.split(TestModels.rows(450, Seed.of(1)).as(grouped.schema()), 50))
            .model();
    Estimate.Measured share =
        (Estimate.Measured)
            AdversarialSearch.at(0.5)
                .bound("strong", 0.5)
                .bootstrap(Bootstrap.of(Seed.of(1)).withReplicates(200))
                .build()
                .attack(model, grouped)
                .flippedShare();
    assertThat(share.interval().method()).contains("bootstrap of 2 groups");
  }

  @Test
  void report_andFaults() {
    AdversarialReport found =
        AdversarialSearch.at(0.5).bound("strong", 0.5).build().attack(LAW, ROWS);
    assertThat(ReportJson.read(ReportJson.write(found.toReport()))).isEqualTo(found.toReport());
    assertThat(AdversarialSearch.at(0.5).bound("strong", 0.5).build().attack(LAW, ROWS))
        .isEqualTo(found);
    assertThatThrownBy(() -> found.flippedWithin(2)).hasMessageContaining("Distance");
    assertThatThrownBy(
            () ->
                AdversarialSearch.at(0.5)
                    .bound("kind", 1)
                    .bound("label", 1)
                    .mayBecome("weak", "x")
                    .build()
                    .attack(LAW, ROWS))
        .hasMessageStartingWith("Search does not fit the model (3)")
        .hasMessageContaining("Field 'label' must be read by the model");
    assertThatThrownBy(
            () ->
                AdversarialSearch.at(0.5)
                    .bound("a", 0)
                    .bound("a", 1, 2, 1)
                    .mayBecome("b")
                    .budget(1)
                    .mostRows(0)
                    .build())
        .hasMessageStartingWith("Adversarial search cannot be built (6)");
    assertThatThrownBy(() -> AdversarialSearch.at(0.5).build())
        .hasMessageContaining("at least one field that may change");
  }
}
