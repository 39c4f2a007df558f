package io.millwright.samples.docs;

import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static io.millwright.testkit.MillwrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.artifact.ModelBundle;
import io.millwright.eval.Gate;
import io.millwright.model.Binary;
import io.millwright.model.PipelineBundle;
import io.millwright.model.Predictor;
import io.millwright.model.Task;
import io.millwright.model.TrainedPipeline;
import io.millwright.samples.docs.Loans.Application;
import io.millwright.samples.docs.Loans.Loan;
import io.millwright.serving.ManagedPredictor;
import io.millwright.table.InvalidRowException;
import io.millwright.table.Table;
import io.millwright.testkit.GoldenSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/how-to/test-your-model.md}, where a test is what is shown. */
class TestYourModelTest {

  private static final Loans.Trained RESULT = Loans.train();

  private final TrainedPipeline<Binary> trained = RESULT.model();
  private final List<Loan> loans =
      Loans.draw(500, Seed.of(5)).stream().map(Loans.Drawn::loan).toList();

  @Test
  void model_onTheHoldout_beatsTheBaseline() {
    assertThat(trained).judgedOn(RESULT.split().test(), rocAuc(), brier()).beats(RESULT.baseline());
  }

  @Test
  void model_onTheHoldout_passesTheGate() {
    assertThat(RESULT.evaluation().evidence())
        .passes(Gate.require(rocAuc()).lowerBoundAtLeast(0.7).and(brier()).beats("baseline"));
  }

  @Test
  void model_asTrained_hasNoLeakage() {
    assertThat(trained)
        .hasNoLeakage(RESULT.split(), audit -> audit.entity("customerId").knownAhead("decidedAt"));
  }

  @Test
  void model_batchAndOnline_answerAlike() {
    assertThat(trained).isParityProven(Loan.class, loans);
  }

  @Test
  void model_openedFromItsBundle_answersOnlineAsInBatch(@TempDir Path folder) {
    Path zip = folder.resolve("loan-default.zip");
    PipelineBundle.pack(trained, RESULT.evaluation().evidence(), Loans.CLOCK).writeZip(zip);

    List<Binary> batch = trained.predict(Table.ofRecords(loans, Loans.schema(), Loan.class));
    List<Binary> online = new ArrayList<>();
    TrainedPipeline<Binary> served = PipelineBundle.open(ModelBundle.open(zip), Task.binary());
    try (ManagedPredictor<Application, Binary> predictor =
        ManagedPredictor.of(served.model(), Application.class).build()) {
      loans.forEach(loan -> online.add(predictor.predict(Loans.application(loan))));
    }
    assertThat(online).isEqualTo(batch); // equal, not close
  }

  @Test
  void model_moreIncome_isNeverRiskier() {
    List<Loan> stated = loans.stream().filter(loan -> loan.income() != null).toList();
    assertThat(trained)
        .asked(Loan.class, stated)
        .neverRises("half as much income again", Loans::richer)
        .isInvariantTo("another customer", loan -> Loans.of(loan, "someone else"))
        .inAtLeast(0.99)
        .answers("no certainty", answer -> answer.probability() > 0.001);
  }

  @Test
  void goldenSet_recordedWithItsNoise_toleratesRetraining(@TempDir Path folder) {
    Table rows = RESULT.split().test().table().filter(row -> row < 100);
    List<TrainedPipeline<Binary>> retrained =
        List.of(Loans.retrain(Seed.of(1)), Loans.retrain(Seed.of(2)), Loans.retrain(Seed.of(3)));
    GoldenSet.of("loans", 1, trained, rows)
        .withNoiseOf(retrained)
        .write(folder.resolve("loans-v1.jsonl"));

    GoldenSet<Binary> golden = GoldenSet.read(folder.resolve("loans-v1.jsonl"), Task.binary());
    assertThat(trained).matches(golden);
    assertThat(Loans.retrain(Seed.of(4))).hasNotRegressedOn(golden, 0.05);
  }

  @Test
  void model_unusualRows_areAnsweredOrRefusedByName() {
    Predictor<Application, Binary> model = trained.model().predictor(Application.class);
    Application asked = Loans.application(loans.get(0));
    Application noIncomeNewRegion =
        new Application(null, 5_000, "abroad", asked.openedOn(), asked.decidedAt());
    assertThat(model.predict(noIncomeNewRegion).probability()).isBetween(0.0, 1.0);

    Application impossible =
        new Application(-10.0, 5_000, "north", asked.openedOn(), asked.decidedAt());
    assertThatThrownBy(() -> model.predict(impossible))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("income");
  }
}
