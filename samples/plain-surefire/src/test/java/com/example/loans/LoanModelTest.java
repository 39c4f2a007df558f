package com.example.loans;

import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static io.millwright.testkit.MillwrightAssertions.assertThat;

import io.millwright.Seed;
import io.millwright.model.Binary;
import io.millwright.model.TrainedPipeline;
import io.millwright.split.Split;
import io.millwright.split.Splitter;
import io.millwright.table.Table;
import io.millwright.testkit.GoldenFile;
import io.millwright.testkit.GoldenSet;
import io.millwright.testkit.MillwrightExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MillwrightExtension.class)
class LoanModelTest {

  private static final List<Loan> LOANS = GeneratedLoans.draw(2_000, Seed.of(7));
  private static final Split SPLIT =
      Splitter.random(0.3).split(Table.ofRecords(LOANS, LoanModels.SCHEMA, Loan.class), Seed.of(1));
  private static final TrainedPipeline<Binary> MODEL = LoanModels.train(SPLIT.train(), Seed.of(42));
  private static final TrainedPipeline<Binary> BASELINE =
      LoanModels.baseline(SPLIT.train(), Seed.of(42));

  @Test
  void model_onTheHoldout_beatsTheBaseline() {
    assertThat(MODEL).judgedOn(SPLIT.test(), rocAuc(), brier()).beats(BASELINE);
  }

  @Test
  void model_asTrained_hasNoLeakage() {
    assertThat(MODEL).hasNoLeakage(SPLIT);
  }

  @Test
  void model_batchAndOnline_answerAlike() {
    assertThat(MODEL).isParityProven(Loan.class, LOANS.subList(0, 200));
  }

  @Test
  void model_onTheGoldenSet_answersAsAccepted(
      @GoldenFile("loans-v1.jsonl") GoldenSet<Binary> golden) {
    assertThat(MODEL).matches(golden);
  }

  @Test
  void model_moreIncome_isNeverRiskier() {
    List<Loan> stated = LOANS.stream().filter(loan -> loan.income() != null).toList();
    assertThat(MODEL)
        .asked(Loan.class, stated)
        .neverRises("half as much income again", loan -> loan.withIncome(loan.income() * 1.5))
        .isInvariantTo(
            "the outcome",
            loan -> new Loan(loan.income(), loan.amount(), loan.region(), !loan.defaulted()));
  }

  /** {@code mvn test -Drecord.golden=true} accepts the present answers; raise the version then. */
  @Test
  @EnabledIfSystemProperty(named = "record.golden", matches = "true")
  void record() {
    Table rows = SPLIT.test().table().filter(row -> row < 50);
    GoldenSet.of("loans", 1, MODEL, rows)
        .withTolerance(1e-6)
        .write(Path.of("src/test/goldens/loans-v1.jsonl"));
  }
}
