package io.millwright.samples.docs;

import static io.millwright.eval.metric.BinaryMetrics.brier;
import static io.millwright.eval.metric.BinaryMetrics.rocAuc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.Seed;
import io.millwright.artifact.GateDecision;
import io.millwright.artifact.ModelBundle;
import io.millwright.artifact.Verdict;
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
  void model_onTheHoldout_passesTheGate() {
    GateDecision decision =
        Gate.require(rocAuc())
            .lowerBoundAtLeast(0.7)
            .and(brier())
            .beats("baseline")
            .decide(trained.identity(), RESULT.evaluation().evidence());
    assertThat(decision.verdict()).as("%s", decision.reasons()).isEqualTo(Verdict.PASS);
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
    Predictor<Application, Binary> model = trained.model().predictor(Application.class);
    for (Loan loan : loans) {
      if (loan.income() != null) {
        Application asked = Loans.application(loan);
        Application richer =
            new Application(
                loan.income() * 1.5,
                loan.amount(),
                loan.region(),
                loan.openedOn(),
                loan.decidedAt());
        assertThat(model.predict(richer).probability())
            .as("loan of %s", loan.customerId())
            .isLessThanOrEqualTo(model.predict(asked).probability());
      }
    }
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
